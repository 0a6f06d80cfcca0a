// Command pictures turns a Markdown comment into a page that looks as it does on GitHub,
// to be looked at and photographed: GitHub's flavour of Markdown, and the sizes and
// colours that its pages have, about.
package main

import (
	"bytes"
	_ "embed"
	"fmt"
	"io"
	"os"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/renderer/html"
)

//go:embed page.css
var css string

func main() {
	if err := page(os.Stdin, os.Stdout); err != nil { //nolint:forbidigo // the streams of a script
		_, _ = fmt.Fprintln(os.Stderr, "pictures:", err) //nolint:forbidigo // as above
		os.Exit(1)                                       //nolint:forbidigo // as above
	}
}

func page(markdown io.Reader, w io.Writer) error {
	source, err := io.ReadAll(markdown)
	if err != nil {
		return fmt.Errorf("read the comment: %w", err)
	}
	var body bytes.Buffer
	// The comment has folded parts in HTML of its own, which GitHub shows as well.
	gfm := goldmark.New(goldmark.WithExtensions(extension.GFM), goldmark.WithRendererOptions(html.WithUnsafe()))
	if err := gfm.Convert(source, &body); err != nil {
		return fmt.Errorf("render the comment: %w", err)
	}
	_, err = fmt.Fprintf(w, "<!doctype html><meta charset=utf-8><style>%s</style><div class=comment><header><b>soc2gate</b> commented now</header><div class=body>%s</div></div>\n", css, &body)
	if err != nil {
		return fmt.Errorf("write the page: %w", err)
	}
	return nil
}
