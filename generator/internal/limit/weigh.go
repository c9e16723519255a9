package limit

import (
	"reflect"
	"strings"
)

// Items refuses values of which a template makes a list or a map, when they hold
// too much: lists of lists double with each step.
func (b *Budget) Items(values ...any) error {
	left := MaxItems
	if !within(values, &left) {
		return b.fail("items")
	}
	return nil
}

func within(v any, left *int) bool {
	if *left--; *left < 0 {
		return false
	}
	switch v := v.(type) {
	case []any:
		for _, x := range v {
			if !within(x, left) {
				return false
			}
		}
	case map[string]any:
		for _, x := range v {
			if !within(x, left) {
				return false
			}
		}
	}
	return true
}

// weigh returns how many bytes of text the values hold, which are about to
// become one text. Unlike Items it looks into all of them, for a list can hold one
// long text, or all posts, any number of times.
func (b *Budget) weigh(values []any) (int, error) {
	s := scale{MaxItems, MaxText}
	switch {
	case !s.holds(reflect.ValueOf(values)):
		return 0, b.fail("items")
	case s.text < 0:
		return 0, b.fail("text")
	}
	return MaxText - s.text, nil
}

// widest is the widest field that a format may ask for. The language itself
// stops at a million, for each of any number of fields.
const widest = 1000

// format refuses a format by which more text would be made of the values than a
// text may be: each verb may write all of them, as wide as it says.
func (b *Budget) format(format string, values []any) error {
	held, err := b.weigh(values)
	if err != nil {
		return err
	}
	verbs := strings.Count(format, "%")
	digits := 0
	for i := range len(format) {
		if c := format[i]; c < '0' || c > '9' {
			digits = 0
		} else if digits++; digits > len("1000") {
			return b.fail("text")
		}
	}
	wide := 0
	if strings.ContainsAny(format, "123456789*") { // a number of the values can be a width
		wide = widest
	}
	if strings.Contains(format, "*") && !narrow(values) || verbs*(held+wide) > 2*MaxText {
		return b.fail("text")
	}
	return nil
}

// narrow reports whether no number among the values is a width that is too wide.
func narrow(values []any) bool {
	for _, v := range values {
		x := reflect.ValueOf(v)
		if x.CanInt() && (x.Int() > widest || x.Int() < -widest) || x.CanUint() && x.Uint() > widest {
			return false
		}
	}
	return true
}

// scale is what is left of the bounds while values are weighed.
type scale struct{ items, text int }

// holds takes what x holds off the scale, and reports false where that is more
// things than are left. It ends early when the text is too much.
func (s *scale) holds(x reflect.Value) bool {
	if s.items--; s.items < 0 {
		return false
	}
	switch x.Kind() {
	case reflect.Interface, reflect.Pointer:
		return x.IsNil() || s.holds(x.Elem())
	case reflect.String:
		s.text -= x.Len()
	case reflect.Slice, reflect.Array:
		for i := 0; i < x.Len() && s.text >= 0; i++ {
			if !s.holds(x.Index(i)) {
				return false
			}
		}
	case reflect.Map:
		for each := x.MapRange(); each.Next() && s.text >= 0; {
			if !s.holds(each.Key()) || !s.holds(each.Value()) {
				return false
			}
		}
	}
	return true
}
