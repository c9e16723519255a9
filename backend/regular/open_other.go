//go:build !unix

package regular

// unwaiting is nothing: here no folder holds a pipe.
const unwaiting = 0

func refused(_ string, err error) error { return err }
