package secret

import (
	"context"
	"errors"

	"github.com/zalando/go-keyring"
)

// The variables of the AWS tools.
const (
	AWSAccess  = "AWS_ACCESS_KEY_ID"
	AWSSecret  = "AWS_SECRET_ACCESS_KEY"
	awsSession = "AWS_SESSION_TOKEN"
)

// Hold keeps a target's keys in memory, as long as the vault is there and no
// longer: for computers without a keychain. They go before those of the
// keychain.
func (v *Vault) Hold(id string, k Keys) {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.held[id] = k
}

// Holds reports whether keys of the target are held in memory.
func (v *Vault) Holds(id string) bool {
	_, ok := v.holds(id)
	return ok
}

func (v *Vault) holds(id string) (Keys, bool) {
	v.mu.Lock()
	defer v.mu.Unlock()
	k, ok := v.held[id]
	return k, ok
}

func (v *Vault) letGo(id string) {
	v.mu.Lock()
	defer v.mu.Unlock()
	delete(v.held, id)
}

// Ready returns nil where there is a keychain that answers, else an error with
// the code NoKeychain or Locked. It reads and changes no entry of a target.
func (v *Vault) Ready(ctx context.Context) error {
	err := v.call(ctx, func() error {
		_, err := v.o.Keychain.Get(service, "ready")
		return err
	})
	if errors.Is(err, keyring.ErrNotFound) {
		return nil
	}
	return err
}

// Environment reports whether the AWS tools' own variables hold keys.
func (v *Vault) Environment() bool {
	return v.o.Env(AWSAccess) != "" && v.o.Env(AWSSecret) != ""
}
