package markup

import (
	"regexp"
	"strings"
)

// tags plans what becomes of every shortcode and tag.
func (w *rewriter) tags() {
	var tags []tag
	var open []int
	switch w.o.Syntax {
	case Hugo:
		tags, open = lexHugo(w.body)
	case Liquid:
		tags, open = lexLiquid(w.body)
	}
	pair(tags)
	for _, at := range open {
		if !within(w.code, at) {
			w.note(CodeOpen, at, nil)
		}
	}
	for _, t := range tags {
		w.taken = append(w.taken, t.span)
	}
	w.sequence(tags, 0, len(tags), w.o.Nested)
	w.code = merged(w.code)
}

// sequence treats the tags [from, to). Inside a locked block none makes a block.
func (w *rewriter) sequence(tags []tag, from, to int, nested bool) {
	for i := from; i < to; i++ {
		t := tags[i]
		switch {
		case t.comment:
			w.replace(t.start, t.end, t.shown)
		case within(w.code, t.start):
			w.note(CodeInCode, t.start, map[string]string{"name": t.title()})
		case w.resolved(t):
		case t.shift > 0:
			w.pair(tags, i, nested)
			i = t.shift
		case !nested && w.alone(t.start, t.end):
			w.standalone(t)
		default:
			w.inline(t)
		}
	}
}

// title is the name of a tag as a person knows it.
func (t tag) title() string {
	if t.name == "" {
		return t.args
	}
	return t.name
}

// resolved replaces tags that stand for an address or a text that is known.
func (w *rewriter) resolved(t tag) bool {
	if t.close {
		return false
	}
	switch t.name {
	case "ref", "relref", "link", "post_url":
		name := firstArg(t.args)
		if w.o.Ref == nil || name == "" {
			return false
		}
		dest, ok := w.o.Ref(name, w.line(t.start))
		if ok {
			w.replace(t.start, t.end, dest)
		}
		return ok
	}
	if w.o.LookUp == nil || !w.isDestination(t) {
		return false
	}
	_, value, named := strings.Cut(t.args, "=")
	if !named {
		value = t.args
	}
	dest, ok := w.o.LookUp(t.name, firstArg(value))
	if ok {
		w.replace(t.start, t.end, dest)
	}
	return ok
}

// firstArg returns a tag's first argument, or its path.
func firstArg(args string) string {
	if rest, ok := strings.CutPrefix(args, "path="); ok {
		args = rest
	}
	if args == "" {
		return ""
	}
	if args[0] == '"' || args[0] == '`' || args[0] == '\'' {
		if end := strings.IndexByte(args[1:], args[0]); end >= 0 {
			return args[1 : 1+end]
		}
	}
	return strings.Fields(args)[0]
}

// alone says whether body[start:end] starts at the beginning of a line and
// ends with one.
func (w *rewriter) alone(start, end int) bool {
	return lineStart(w.body, start) == start && strings.TrimSpace(w.body[end:lineEnd(w.body, end)]) == ""
}

// standalone makes a locked block of one tag.
func (w *rewriter) standalone(t tag) {
	if text, ok := w.block(t); ok {
		w.note(CodeBlock, t.start, map[string]string{"name": t.title()})
		w.replace(t.start, t.end, w.before(t.start)+text+w.after(t.end))
		return
	}
	w.note(CodeShortcode, t.start, map[string]string{"name": t.title()})
	inner := ""
	if t.name == "include" && w.o.Include != nil {
		if text, ok := w.o.Include(firstArg(t.args)); ok {
			inner = "\n\n" + strings.Trim(text, "\n")
		}
	}
	colons := fenceFor(inner)
	w.replace(t.start, t.end, w.before(t.start)+colons+w.directive(t)+"\n"+kept(w.body[t.start:t.end])+inner+"\n"+colons+w.after(t.end))
}

// pair makes a locked block of two tags and what is between them, or keeps
// both as comments where they stand within a sentence, a list or a block.
func (w *rewriter) pair(tags []tag, i int, nested bool) {
	open, end := tags[i], tags[tags[i].shift]
	inner := w.body[open.end:end.start]
	if nested || !w.alone(open.start, end.end) {
		if isCode(open.name) && w.listing(open, end) {
			return
		}
		w.inline(open)
		w.sequence(tags, i+1, open.shift, true)
		w.replace(end.start, end.end, comment(w.body[end.start:end.end]))
		return
	}
	verbatim := isCode(open.name)
	if open.name == "highlight" && len(strings.Fields(open.args)) <= 1 {
		lang, fence := strings.Trim(open.args, `"'`), fenceAround(inner)
		w.replace(open.start, open.end, w.before(open.start)+fence+lang+newlineUnless(strings.HasPrefix(inner, "\n")))
		w.replace(end.start, end.end, newlineUnless(strings.HasSuffix(inner, "\n"))+fence+w.after(end.end))
		w.code = append(w.code, span{open.end, end.start})
		return
	}
	w.note(CodeShortcode, open.start, map[string]string{"name": open.title()})
	lead := len(inner) - len(strings.TrimLeft(inner, "\r\n"))
	tail := len(strings.TrimRight(inner[lead:], " \t\r\n")) + lead
	colons, fence := fenceFor(inner), ""
	if verbatim {
		fence = fenceAround(inner)
		w.code = append(w.code, span{open.end, end.start})
	} else {
		w.sequence(tags, i+1, open.shift, true)
	}
	if fence != "" {
		fence += "\n"
	}
	w.replace(open.start, open.end+lead, w.before(open.start)+colons+w.directive(open)+"\n"+kept(w.body[open.start:open.end])+"\n\n"+fence)
	closing := "\n"
	if fence != "" {
		closing = "\n" + fence
	}
	w.replace(open.end+tail, end.end, closing+"\n"+kept(w.body[end.start:end.end])+"\n"+colons+w.after(end.end))
}

// listing keeps two tags and the code between them where they stand in a list
// or in another block: each on a line of its own, however far indented.
func (w *rewriter) listing(open, end tag) bool {
	indent := w.body[lineStart(w.body, open.start):open.start]
	inner := w.body[open.end:end.start]
	last := strings.LastIndexByte(inner, '\n')
	if strings.Trim(indent, " \t>") != "" || last < 0 || strings.Trim(inner[last+1:], " \t>") != "" || !strings.HasPrefix(strings.TrimLeft(inner, " \t\r"), "\n") {
		return false
	}
	w.note(CodeInline, open.start, map[string]string{"name": open.title()})
	fence := fenceAround(inner)
	w.replace(open.start, open.end, comment(w.body[open.start:open.end])+"\n"+indent+fence)
	w.replace(end.start, end.end, fence+"\n"+indent+comment(w.body[end.start:end.end]))
	w.code = append(w.code, span{open.end, end.start})
	return true
}

// inline keeps a tag within a sentence as a comment. Inside an HTML tag or a
// link's destination a comment can not stand: there it stays as it is.
func (w *rewriter) inline(t tag) {
	if w.isDestination(t) {
		w.note(CodeAddress, t.start, map[string]string{"link": w.body[t.start:t.end]})
		w.replace(t.start, t.end, "<#"+strings.NewReplacer("<", `\<`, ">", `\>`).Replace(w.body[t.start:t.end])+">")
		return
	}
	w.note(CodeInline, t.start, map[string]string{"name": t.title()})
	line := w.body[lineStart(w.body, t.start):t.start]
	if strings.LastIndexByte(line, '<') > strings.LastIndexByte(line, '>') || strings.LastIndex(line, "](") > strings.LastIndexByte(line, ')') {
		return
	}
	w.replace(t.start, t.end, comment(w.body[t.start:t.end]))
}

var beforeDestination = regexp.MustCompile(`^ {0,3}\[[^\]\n^][^\]\n]*\]:[ \t]*$|\]\($`)

// isDestination says whether the whole destination of a link is the tag. Then
// the link stays on its page, and the tag in it.
func (w *rewriter) isDestination(t tag) bool {
	rest := strings.TrimLeft(w.body[t.end:lineEnd(w.body, t.end)], " \t\r")
	return beforeDestination.MatchString(w.body[lineStart(w.body, t.start):t.start]) && !strings.Contains(w.body[t.start:t.end], "\n") &&
		(rest == "" || rest[0] == ')' || rest[0] == '"')
}
