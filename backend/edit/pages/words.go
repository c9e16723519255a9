package pages

import "strings"

// keyNoun is what a person calls a key of front matter.
func keyNoun(key string) string {
	switch key {
	case "title", "date", "description", "tags", "draft":
		return key
	case "slug", "url":
		return "address"
	case "image":
		return "picture"
	}
	return "page settings"
}

// settingNoun is what a person calls a key of site.yaml.
func settingNoun(path []string) string {
	switch {
	case len(path) > 2 && path[0] == "theme" && path[1] == "tokens":
		return strings.ReplaceAll(path[2], "-", " ")
	case path[0] == "menus":
		return "menu"
	case path[0] == "theme":
		return "design"
	case path[0] == "title" && len(path) == 1:
		return "site title"
	}
	return "site settings"
}
