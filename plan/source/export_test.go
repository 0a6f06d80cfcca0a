package source

import (
	"github.com/hashicorp/hcl/v2/ext/tryfunc"
	"github.com/zclconf/go-cty/cty/function"
	"github.com/zclconf/go-cty/cty/function/stdlib"
)

// Stock are the functions as hcl calls them itself.
func Stock() map[string]function.Function {
	e := (&Sources{}).evaluation()
	all := map[string]function.Function{
		"try": tryfunc.TryFunc, "can": tryfunc.CanFunc,
		"jsonencode": stdlib.JSONEncodeFunc, "join": stdlib.JoinFunc, "format": stdlib.FormatFunc,
		"formatlist": stdlib.FormatListFunc, "compact": stdlib.CompactFunc, "distinct": stdlib.DistinctFunc,
	}
	for name, f := range e.functions() {
		all[name] = f.Function
	}
	return all
}
