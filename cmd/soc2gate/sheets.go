package main

import "io"

// sheets are an output that waits until all of it is there. It takes no more
// room than the output does, which of a large account is a lot.
type sheets [][]byte

const sheetSize = 1 << 18

func (p *sheets) Write(text []byte) (int, error) {
	for rest := text; len(rest) > 0; {
		if n := len(*p); n == 0 || len((*p)[n-1]) == sheetSize {
			*p = append(*p, make([]byte, 0, sheetSize))
		}
		last := &(*p)[len(*p)-1]
		n := min(len(rest), sheetSize-len(*last))
		*last, rest = append(*last, rest[:n]...), rest[n:]
	}
	return len(text), nil
}

func (p sheets) writeTo(w io.Writer) error {
	for _, sheet := range p {
		if _, err := w.Write(sheet); err != nil {
			return err //nolint:wrapcheck // it names the file
		}
	}
	return nil
}
