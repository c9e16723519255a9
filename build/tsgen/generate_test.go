package main

import (
	"os"
	"strings"
	"testing"

	"github.com/pagewright/pagewright/app/api"
)

func TestGenerate(t *testing.T) {
	src := "package api\n\n// Dog is\n// a dog.\ntype Dog struct {\n\tAnimal\n" +
		"\tName string `json:\"name\"` // what it is called\n" +
		"\tLegs int `json:\"legs,omitempty\"`\n" +
		"\tOwner *Person `json:\"owner\"`\n" +
		"\tToys []string `json:\"toys\"`\n" +
		"\tBites map[string]float64 `json:\"bites\"`\n" +
		"\tRaw json.RawMessage `json:\"raw\" ts:\"ProseDoc\"`\n}\n\ntype None struct{}\n"
	out, err := generate([][]byte{[]byte(src)}, nil)
	if err != nil {
		t.Fatal(err)
	}
	want := `/**
 * Dog is
 * a dog.
 */
export interface Dog extends Animal {
  /** what it is called */
  name: string;
  legs?: number;
  owner: Person | null;
  toys: string[];
  bites: Record<string, number>;
  raw: ProseDoc;
}

export type None = Record<string, never>;
`
	if !strings.Contains(string(out), want) {
		t.Errorf("got:\n%s\nwant in it:\n%s", out, want)
	}
}

func TestGenerateRefusesWhatItCanNotSay(t *testing.T) {
	for _, src := range []string{
		"package api\ntype A struct { B json.RawMessage `json:\"b\"` }",
		"package api\ntype A struct { B string }",
		"package api\ntype A []string",
		"package api\ntype",
	} {
		if out, err := generate([][]byte{[]byte(src)}, nil); err == nil {
			t.Errorf("%s: no error, got\n%s", src, out)
		}
	}
}

func TestCommittedTypesAreUpToDate(t *testing.T) {
	src, err := read("../../" + sources)
	if err != nil {
		t.Fatal(err)
	}
	want, err := generate(src, api.Verbs())
	if err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile("../../" + target)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != string(want) {
		t.Errorf("%s is not what %s says: run go run ./build/tsgen", target, sources)
	}
}
