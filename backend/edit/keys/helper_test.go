package keys

import "encoding/json"

func jsonText(s string) ([]byte, error) { return json.Marshal(s) }

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}
