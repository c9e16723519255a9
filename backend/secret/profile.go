package secret

import (
	"bufio"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// profile reads a profile of the AWS tools: from the credentials file, then
// from the config file, where its section is called "profile <name>". Keys in
// the first win. Profiles that take keys from elsewhere (roles, single
// sign-on, programs) are refused: their keys are not in these files.
func (v *Vault) profile(name string) (Keys, error) {
	credentials := v.file("AWS_SHARED_CREDENTIALS_FILE", "credentials")
	config := v.file("AWS_CONFIG_FILE", "config")
	var keys Keys
	for _, place := range []struct{ file, section string }{{credentials, name}, {config, "profile " + name}, {config, name}} {
		found, err := section(place.file, place.section)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return Keys{}, fail(BadProfile, err, "profile", name, "file", place.file)
		}
		if keys.complete() {
			break
		}
		keys = Keys{found["aws_access_key_id"], found["aws_secret_access_key"], found["aws_session_token"]}
	}
	if !keys.complete() {
		return Keys{}, fail(BadProfile, nil, "profile", name, "file", credentials)
	}
	return keys, nil
}

func (v *Vault) file(variable, name string) string {
	if file := v.o.Env(variable); file != "" {
		return file
	}
	return filepath.Join(v.o.Home, ".aws", name)
}

// section returns the settings of one section of an INI file; none where the
// section is not there. Nested settings, which are indented, are passed over.
func section(file, name string) (map[string]string, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	out := map[string]string{}
	inside := false
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		line := lines.Text()
		switch trimmed := strings.TrimSpace(line); {
		case trimmed == "" || trimmed[0] == '#' || trimmed[0] == ';':
		case trimmed[0] == '[':
			title, _, _ := strings.Cut(strings.TrimPrefix(trimmed, "["), "]")
			inside = strings.Join(strings.Fields(title), " ") == name
		case inside && line[0] != ' ' && line[0] != '\t':
			key, value, _ := strings.Cut(trimmed, "=")
			out[strings.ToLower(strings.TrimSpace(key))] = strings.TrimSpace(value)
		}
	}
	if lines.Err() != nil {
		return nil, errors.New("a line is too long") // the scanner's own error could quote it
	}
	return out, nil
}
