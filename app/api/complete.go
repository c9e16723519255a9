package api

import (
	"encoding/json"
	"reflect"
	"strings"
)

// marshal is json.Marshal, but slices and maps that are nil are written empty,
// as the TypeScript types promise. Fields whose ts tag allows null keep it.
// v is not changed.
func marshal(v any) ([]byte, error) {
	if v == nil {
		return []byte("{}"), nil
	}
	copied := reflect.New(reflect.TypeOf(v)).Elem()
	copied.Set(reflect.ValueOf(v))
	complete(copied)
	return json.Marshal(copied.Interface())
}

// complete fills v, which can be set, copying what is shared on its way.
func complete(v reflect.Value) {
	if !holdsLists(v.Type(), nil) {
		return
	}
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			inner := reflect.New(v.Type().Elem())
			inner.Elem().Set(v.Elem())
			complete(inner.Elem())
			v.Set(inner)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if !strings.Contains(v.Type().Field(i).Tag.Get("ts"), "null") || !v.Field(i).IsZero() {
				complete(v.Field(i))
			}
		}
	case reflect.Map:
		if v.IsNil() {
			v.Set(reflect.MakeMap(v.Type()))
		}
	case reflect.Slice:
		list := reflect.MakeSlice(v.Type(), v.Len(), v.Len())
		reflect.Copy(list, v)
		for i := 0; holdsLists(v.Type().Elem(), nil) && i < list.Len(); i++ {
			complete(list.Index(i))
		}
		v.Set(list)
	}
}

// holdsLists reports whether a value of t has slices or maps in it: what has
// none is written as it is. above holds the types being looked at, for types
// that contain themselves.
func holdsLists(t reflect.Type, above []reflect.Type) bool {
	for _, a := range above {
		if a == t {
			return false
		}
	}
	above = append(above, t)
	switch t.Kind() {
	case reflect.Slice:
		return t.Elem().Kind() != reflect.Uint8
	case reflect.Map:
		return true
	case reflect.Pointer:
		return holdsLists(t.Elem(), above)
	case reflect.Struct:
		for i := range t.NumField() {
			if holdsLists(t.Field(i).Type, above) {
				return true
			}
		}
	}
	return false
}
