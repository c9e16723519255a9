package target

import (
	"context"
	"errors"
	"strings"

	"github.com/pagewright/pagewright/backend/secret"
	"github.com/pagewright/pagewright/generator/diag"
)

// Where the keys of a target are, as Addition.Keys and KeysOf say it.
const (
	InKeychain    = "keychain"
	InSession     = "session" // in memory until the program closes
	InProfile     = "profile"
	InEnvironment = "environment"
)

// KeysOf says where the keys of t are, or would be; "" where it needs none. It
// looks into nothing but memory.
func (b *Book) KeysOf(t Target) string {
	switch {
	case t.Driver != Bucket:
		return ""
	case t.AccessKeyEnv != "" || t.SecretKeyEnv != "":
		return InEnvironment
	case t.Profile != "":
		return InProfile
	case b.vault().Holds(b.vaultID(t)):
		return InSession
	}
	return InKeychain
}

// ownKeys reports whether the program itself keeps the keys of t.
func (b *Book) ownKeys(t Target) bool {
	return t.Driver == Bucket && t.AccessKeyEnv == "" && t.SecretKeyEnv == "" && t.Profile == ""
}

// Keys finds the keys of a target. A folder has none, and needs none.
func (b *Book) Keys(ctx context.Context, t Target) (secret.Keys, error) {
	if t.Driver != Bucket {
		return secret.Keys{}, nil
	}
	return b.vault().Find(ctx, secret.Source{
		ID: b.vaultID(t), AccessEnv: t.AccessKeyEnv, SecretEnv: t.SecretKeyEnv, Profile: t.Profile,
	})
}

// vaultID names the entry of a target in the keychain. The place that the keys
// are for is part of it: a site that copies another's id and names finds nothing
// for a place of its own.
func (b *Book) vaultID(t Target) string {
	return b.Site + "/" + t.Name + " " + strings.TrimSuffix(t.Endpoint, "/") + "/" + t.Bucket
}

func (b *Book) vault() *secret.Vault {
	if b.Vault != nil {
		return b.Vault
	}
	return secret.New(secret.Options{})
}

// given returns the keys that a person typed; nil: none.
func (a Addition) given() *secret.Keys {
	if a.AccessKey == "" && a.SecretKey == "" {
		return nil
	}
	return &secret.Keys{Access: a.AccessKey, Secret: a.SecretKey}
}

// canKeep says before a target is tried that its keys could not be kept: nobody
// shall wait for that.
func (b *Book) canKeep(ctx context.Context, t Target, a Addition) error {
	if a.given() == nil || a.Keys == InSession || !b.ownKeys(t) {
		return nil
	}
	return b.vault().Ready(ctx)
}

// keep keeps the keys of an addition that was tried, and lets go of keys that
// the target, which was before, has no use for any more.
func (b *Book) keep(ctx context.Context, before, t Target, a Addition) error {
	if !b.ownKeys(t) {
		return b.forget(ctx, before)
	}
	if err := b.put(ctx, t, a); err != nil || b.vaultID(before) == b.vaultID(t) {
		return err
	}
	return b.forget(ctx, before)
}

// put puts the keys of an addition, where it has any, where it says.
func (b *Book) put(ctx context.Context, t Target, a Addition) error {
	given := a.given()
	if given == nil {
		return nil
	}
	if a.Keys != InSession {
		return b.vault().Keep(ctx, b.vaultID(t), *given)
	}
	if err := b.forget(ctx, t); err != nil {
		return err
	}
	b.vault().Hold(b.vaultID(t), *given)
	return nil
}

// Forget takes a target's keys out of the keychain and out of memory.
func (b *Book) Forget(ctx context.Context, t Target) error {
	if !b.ownKeys(t) {
		return nil
	}
	return b.forget(ctx, t)
}

func (b *Book) forget(ctx context.Context, t Target) error {
	err := b.vault().Forget(ctx, b.vaultID(t))
	var d *diag.Diag
	if errors.As(err, &d) && d.Code == secret.NoKeychain {
		return nil // then none is kept
	}
	return err
}
