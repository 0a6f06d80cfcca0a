package main

import (
	"bytes"
	"errors"
	"testing"
)

type noRoom struct{}

func (noRoom) Write([]byte) (int, error) { return 0, errors.New("no room") }

func TestSheetsKeepTheWholeOutput(t *testing.T) {
	var s sheets
	var want bytes.Buffer
	for i := range 40 {
		text := bytes.Repeat([]byte{byte('a' + i%26)}, i*sheetSize/16+1)
		want.Write(text)
		if n, err := s.Write(text); n != len(text) || err != nil {
			t.Fatal(n, err)
		}
	}
	var got bytes.Buffer
	if err := s.writeTo(&got); err != nil || !bytes.Equal(got.Bytes(), want.Bytes()) {
		t.Errorf("%d bytes, want %d; %v", got.Len(), want.Len(), err)
	}
	if s.writeTo(noRoom{}) == nil {
		t.Error("a failure to write is not told")
	}
}
