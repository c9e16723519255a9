package main

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"reflect"
	"strings"

	"github.com/pagewright/pagewright/app/api"
)

const header = `// Generated from app/api/types*.go by build/tsgen. Change it there and run: go run ./build/tsgen

/** A mark of a ProseMirror document. */
export interface ProseMark {
  type: string;
  attrs?: Record<string, unknown>;
}

/** A node of a ProseMirror document. */
export interface ProseDoc {
  type: string;
  attrs?: Record<string, unknown>;
  content?: ProseDoc[];
  marks?: ProseMark[];
  text?: string;
}
`

// generate returns the TypeScript for the structs of the sources and for the
// verbs.
func generate(sources [][]byte, verbs []api.Verb) ([]byte, error) {
	var b bytes.Buffer
	b.WriteString(header)
	for _, src := range sources {
		if err := writeTypes(&b, src); err != nil {
			return nil, err
		}
	}
	writeVerbs(&b, verbs)
	return b.Bytes(), nil
}

func writeTypes(b *bytes.Buffer, src []byte) error {
	file, err := parser.ParseFile(token.NewFileSet(), sources, src, parser.ParseComments)
	if err != nil {
		return fmt.Errorf("parse the API's types: %w", err)
	}
	for _, decl := range file.Decls {
		gen, ok := decl.(*ast.GenDecl)
		if !ok || gen.Tok != token.TYPE {
			continue
		}
		for _, spec := range gen.Specs {
			if err := writeType(b, spec.(*ast.TypeSpec), gen.Doc); err != nil {
				return err
			}
		}
	}
	return nil
}

func writeType(b *bytes.Buffer, spec *ast.TypeSpec, doc *ast.CommentGroup) error {
	name := spec.Name.Name
	st, ok := spec.Type.(*ast.StructType)
	if !ok {
		return fmt.Errorf("%s: only structs become TypeScript", name)
	}
	var parents, fields []string
	for _, f := range st.Fields.List {
		if len(f.Names) == 0 {
			parents = append(parents, fmt.Sprint(f.Type))
			continue
		}
		line, err := field(f)
		if err != nil {
			return fmt.Errorf("%s.%s: %w", name, f.Names[0].Name, err)
		}
		fields = append(fields, line)
	}
	b.WriteString("\n" + comment("", doc))
	if len(fields) == 0 && len(parents) == 0 {
		fmt.Fprintf(b, "export type %s = Record<string, never>;\n", name)
		return nil
	}
	extends := ""
	if len(parents) > 0 {
		extends = " extends " + strings.Join(parents, ", ")
	}
	fmt.Fprintf(b, "export interface %s%s {\n%s}\n", name, extends, strings.Join(fields, ""))
	return nil
}

// field returns the lines of one field. Its name is that of the JSON.
func field(f *ast.Field) (string, error) {
	if f.Tag == nil {
		return "", fmt.Errorf("no json tag")
	}
	tag := reflect.StructTag(strings.Trim(f.Tag.Value, "`"))
	name, options, _ := strings.Cut(tag.Get("json"), ",")
	ts := tag.Get("ts")
	if ts == "" {
		var err error
		if ts, err = typeOf(f.Type); err != nil {
			return "", err
		}
	}
	mark := ""
	if strings.Contains(options, "omitempty") {
		mark = "?"
	}
	return fmt.Sprintf("%s  %s%s: %s;\n", comment("  ", f.Comment), name, mark, ts), nil
}

// typeOf returns the TypeScript of a Go type as encoding/json writes it.
// Slices are arrays and never null: the program sends empty ones instead.
func typeOf(e ast.Expr) (string, error) {
	switch t := e.(type) {
	case *ast.Ident:
		return nameOf(t.Name), nil
	case *ast.StarExpr:
		inner, err := typeOf(t.X)
		return inner + " | null", err
	case *ast.ArrayType:
		inner, err := typeOf(t.Elt)
		return inner + "[]", err
	case *ast.MapType:
		key, err := typeOf(t.Key)
		if err != nil {
			return "", err
		}
		value, err := typeOf(t.Value)
		return fmt.Sprintf("Record<%s, %s>", key, value), err
	}
	return "", fmt.Errorf("no TypeScript for %T: give it a ts tag", e)
}

func nameOf(goName string) string {
	switch goName {
	case "string":
		return "string"
	case "bool":
		return "boolean"
	case "int", "int64", "float64":
		return "number"
	}
	return goName
}

func comment(indent string, doc *ast.CommentGroup) string {
	text := strings.TrimSpace(doc.Text())
	if text == "" {
		return ""
	}
	lines := strings.Split(text, "\n")
	if len(lines) == 1 {
		return indent + "/** " + text + " */\n"
	}
	return indent + "/**\n" + indent + " * " + strings.Join(lines, "\n"+indent+" * ") + "\n" + indent + " */\n"
}

func writeVerbs(b *bytes.Buffer, verbs []api.Verb) {
	b.WriteString("\n/** Every call of the API: POST /api/<name>. */\nexport interface Calls {\n")
	for _, v := range verbs {
		request := "Blob"
		if v.Request != nil {
			request = v.Request.Name()
		}
		fmt.Fprintf(b, "  '%s': { request: %s; answer: %s };\n", v.Name, request, v.Answer.Name())
	}
	b.WriteString("}\n")
}
