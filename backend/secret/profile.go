package secret

import (
	"bufio"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
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

// Profiles returns the names of the profiles of the AWS tools that have keys of
// their own, in the order of the files. Files that are not there have none.
func (v *Vault) Profiles() []string {
	var names []string
	for _, file := range []string{v.file("AWS_SHARED_CREDENTIALS_FILE", "credentials"), v.file("AWS_CONFIG_FILE", "config")} {
		for _, title := range sections(file) {
			name := strings.TrimPrefix(title, "profile ")
			if slices.Contains(names, name) {
				continue
			}
			if _, err := v.profile(name); err == nil {
				names = append(names, name)
			}
		}
	}
	return names
}

// sections returns the titles of the sections of an INI file.
func sections(file string) []string {
	f, err := os.Open(file)
	if err != nil {
		return nil
	}
	defer f.Close()
	var titles []string
	for lines := bufio.NewScanner(f); lines.Scan(); {
		if title, ok := titleOf(strings.TrimSpace(lines.Text())); ok {
			titles = append(titles, title)
		}
	}
	return titles
}

// titleOf returns the title of a section from the line that begins it.
func titleOf(line string) (string, bool) {
	if line == "" || line[0] != '[' {
		return "", false
	}
	title, _, _ := strings.Cut(line[1:], "]")
	return strings.Join(strings.Fields(title), " "), true
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
		trimmed := strings.TrimSpace(line)
		title, begins := titleOf(trimmed)
		switch {
		case trimmed == "" || trimmed[0] == '#' || trimmed[0] == ';':
		case begins:
			inside = title == name
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
