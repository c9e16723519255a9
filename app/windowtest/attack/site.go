package attack

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// Site writes a site into dir that tries everything wherever a person can
// write something: titles, Markdown, raw HTML, attributes of blocks, menus,
// tags, tokens, pictures and the names of files.
func Site(dir, canary string) error {
	files := map[string]string{"site.yaml": settings(canary)}
	for i, try := range Tries(canary) {
		files["content/"+strconv.Itoa(i)+".md"] = page(try)
	}
	breakOut := Script(`"><img src=x onerror="%[2]s">`, canary, "name")
	files["content/index.md"] = "---\ntitle: " + strconv.Quote(breakOut) + "\ntags: [" + strconv.Quote(breakOut) + "]\n---\n\n" +
		"[a](javascript:" + script(canary, "link") + ") <javascript:alert(1)> ![x](javascript:1 \"\\\"onerror=alert(1)\")\n"
	files[`content/"><img src=x onerror=alert(1)>.md`] = "# A name\n\n![x](</media/\"><script>alert(1)</script>.png>)\n"
	files[`media/'onerror='alert(1)'.svg`] = string(Files(canary)["media/evil.svg"])
	for name, body := range Files(canary) {
		files[name] = string(body)
	}
	for name, body := range files {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(file, []byte(body), 0o644); err != nil {
			return err
		}
	}
	return nil
}

func settings(canary string) string {
	words := strconv.Quote(Script(`</title><script>%[1]s</script>`, canary, "settings"))
	return fmt.Sprintf("title: %[1]s\ndescription: %[1]s\nauthor: %[1]s\nid: hostile\nlanguage: en\nmenus: {main: [{label: %[1]s, link: %[2]q}]}\n"+
		"theme: {tokens: {accent: %[3]q}}\npublish: {control: .pagewright-0123456789abcdef/}\n",
		words, "javascript:"+script(canary, "menu"), "red;}</style><script>"+script(canary, "token")+"</script>")
}

// page holds a try as raw HTML, inside blocks, in attributes and in the front
// matter.
func page(t Try) string {
	oneLine := strings.ReplaceAll(t.HTML, "\n", " ")
	attribute := strings.NewReplacer(`"`, "&quot;", `\`, "").Replace(oneLine)
	quoted := strconv.Quote(t.Name + " " + oneLine)
	return "---\ntitle: " + quoted + "\ndescription: " + quoted + "\nimage: " + quoted + "\n---\n\n" +
		t.HTML + "\n\nInline " + oneLine + " words\n\n" +
		":::hero{image=\"" + attribute + "\" alt=\"" + attribute + "\"}\n" + oneLine + "\n:::\n\n" +
		":::html\n" + t.HTML + "\n:::\n\n:::unknown{a=\"" + attribute + "\"}\n" + oneLine + "\n:::\n\n" +
		"::video{src=\"" + attribute + "\"}\n\n# Heading " + oneLine + "\n\n```html\n" + t.HTML + "\n```\n\n| a |\n|---|\n| " + oneLine + " |\n\n" +
		"![" + t.Name + "](/media/evil.svg \"" + attribute + "\")\n"
}
