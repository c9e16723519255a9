package edit

import (
	"io"

	"github.com/pagewright/pagewright/backend/edit/draft"
)

// Op is one command; its JSON is that of api.Op.
type Op = draft.Op

// DecodeOps reads one JSON object a line; blank lines are passed over. It fails
// with the code edit-op-syntax and the line.
func DecodeOps(r io.Reader) ([]Op, error) { return draft.DecodeOps(r) }
