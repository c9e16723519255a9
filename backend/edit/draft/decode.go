package draft

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"reflect"
	"strconv"
	"strings"

	"github.com/pagewright/pagewright/generator/diag"
)

// maxOp bounds one line of ops, in bytes: a page and its words fit many times.
const maxOp = 16 << 20

// DecodeOps reads one JSON object a line; blank lines are passed over. It fails
// with the line and a code: edit-op-syntax, edit-op-field for a field that no
// command has, edit-op-value for one that holds another sort of value, and
// edit-op-long.
func DecodeOps(r io.Reader) ([]Op, error) {
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, maxOp)
	var ops []Op
	n := 0
	for lines.Scan() {
		n++
		line := bytes.TrimSpace(lines.Bytes())
		if len(line) == 0 {
			continue
		}
		dec := json.NewDecoder(bytes.NewReader(line))
		dec.DisallowUnknownFields()
		var op Op
		if err := dec.Decode(&op); err != nil {
			return nil, badOp(n, line, err)
		}
		if rest := bytes.TrimSpace(line[dec.InputOffset():]); len(rest) > 0 {
			return nil, opError("edit-op-syntax", n, line, nil, "from", quoted(rest))
		}
		ops = append(ops, op)
	}
	if err := lines.Err(); errors.Is(err, bufio.ErrTooLong) {
		return nil, opError("edit-op-long", n+1, nil, err)
	} else if err != nil {
		return nil, err
	}
	return ops, nil
}

// badOp says what is wrong with a line that is no op.
func badOp(line int, text []byte, err error) error {
	var syntax *json.SyntaxError
	var value *json.UnmarshalTypeError
	switch name, unknown := strings.CutPrefix(err.Error(), "json: unknown field "); {
	case unknown:
		field, _ := strconv.Unquote(name)
		return opError("edit-op-field", line, text, err, "field", field, "near", diag.Nearest(field, fields()))
	case errors.As(err, &value) && value.Field != "":
		return opError("edit-op-value", line, text, err, "name", value.Field)
	case errors.As(err, &syntax) && syntax.Offset > 0 && syntax.Offset <= int64(len(text)):
		return opError("edit-op-syntax", line, text, err, "from", quoted(text[syntax.Offset-1:]))
	}
	return opError("edit-op-syntax", line, text, err)
}

// fields are the names that an op's JSON may have.
func fields() []string {
	var names []string
	t := reflect.TypeFor[Op]()
	for i := range t.NumField() {
		name, _, _ := strings.Cut(t.Field(i).Tag.Get("json"), ",")
		names = append(names, name)
	}
	return names
}

// quoted is the beginning of a text, as a message shows it.
func quoted(text []byte) string {
	const most = 40
	if len(text) > most {
		text = append(bytes.ToValidUTF8(text[:most:most], nil), "…"...)
	}
	return string(bytes.ToValidUTF8(text, []byte("\uFFFD")))
}

func opError(code string, line int, text []byte, err error, args ...string) error {
	d := &diag.Diag{
		Code: code, Severity: diag.Error, Err: err,
		Where: diag.Where{Line: line, Text: string(bytes.ToValidUTF8(text[:min(len(text), 120)], nil))},
		Args:  map[string]string{"line": strconv.Itoa(line)},
	}
	for i := 0; i+1 < len(args); i += 2 {
		if args[i+1] != "" {
			d.Args[args[i]] = args[i+1]
		}
	}
	return d
}
