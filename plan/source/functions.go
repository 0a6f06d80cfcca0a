package source

import (
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/function"
	"github.com/zclconf/go-cty/cty/function/stdlib"
)

// notInPlan are functions whose result depends on more than the plan file has.
var notInPlan = map[string]string{
	"file": readsFile, "fileexists": readsFile, "fileset": readsFile, "filebase64": readsFile, "filemd5": readsFile,
	"filesha1": readsFile, "filesha256": readsFile, "filesha512": readsFile, "filebase64sha256": readsFile,
	"filebase64sha512": readsFile, "templatefile": readsFile,
	"timestamp": changes, "plantimestamp": changes, "uuid": changes, "bcrypt": changes,
	"pathexpand": machine, "abspath": machine,
}

const (
	readsFile = "and the plan file does not have the content of other files; write the text into the configuration"
	changes   = "which gives another value each time"
	machine   = "which depends on the machine"
)

// functions are Terraform's functions. Transparent ones only move values; all
// others see of a value that is not known yet only that it is not.
func (e *evaluation) functions() map[string]known {
	if e.table == nil {
		e.table = map[string]known{}
		for name, f := range movers() {
			f.how = transparent
			e.table[name] = f
		}
		for _, part := range []map[string]function.Function{textFunctions(), numberFunctions(), collectionFunctions(), hashFunctions(), networkFunctions()} {
			for name, f := range part {
				e.table[name] = known{Function: f, cost: costOf(name), definite: definite[name]}
			}
		}
	}
	return e.table
}

// movers are the functions that move values and never look at them.
func movers() map[string]known {
	return map[string]known{
		"concat":       {Function: stdlib.ConcatFunc},
		"merge":        {Function: stdlib.MergeFunc},
		"flatten":      {Function: stdlib.FlattenFunc},
		"values":       {Function: stdlib.ValuesFunc},
		"reverse":      {Function: stdlib.ReverseListFunc},
		"coalescelist": {Function: stdlib.CoalesceListFunc},
		"zipmap":       {Function: stdlib.ZipmapFunc},
		"setproduct":   {Function: stdlib.SetProductFunc, cost: product},
		"setunion":     {Function: stdlib.SetUnionFunc},
		"lookup":       {Function: stdlib.LookupFunc, plainFrom: 1},
		"element":      {Function: stdlib.ElementFunc, plainFrom: 1},
		"slice":        {Function: stdlib.SliceFunc, plainFrom: 1},
		"chunklist":    {Function: stdlib.ChunklistFunc, plainFrom: 1},
		"one":          {Function: oneFunc},
		"tostring":     {Function: stdlib.MakeToFunc(cty.String)},
		"tolist":       {Function: stdlib.MakeToFunc(cty.List(cty.DynamicPseudoType))},
		"toset":        {Function: stdlib.MakeToFunc(cty.Set(cty.DynamicPseudoType))},
		"tomap":        {Function: stdlib.MakeToFunc(cty.Map(cty.DynamicPseudoType))},
	}
}

func textFunctions() map[string]function.Function {
	return map[string]function.Function{
		"chomp": stdlib.ChompFunc, "indent": stdlib.IndentFunc, "lower": stdlib.LowerFunc, "upper": stdlib.UpperFunc,
		"title": stdlib.TitleFunc, "trim": stdlib.TrimFunc, "trimprefix": stdlib.TrimPrefixFunc,
		"trimsuffix": stdlib.TrimSuffixFunc, "trimspace": stdlib.TrimSpaceFunc, "strrev": stdlib.ReverseFunc,
		"substr": stdlib.SubstrFunc, "split": stdlib.SplitFunc, "replace": replaceFunc, "regex": stdlib.RegexFunc,
		"regexall": stdlib.RegexAllFunc, "startswith": startsWithFunc, "endswith": endsWithFunc,
		"strcontains": containsTextFunc, "formatdate": stdlib.FormatDateFunc, "timeadd": stdlib.TimeAddFunc,
		"jsondecode": stdlib.JSONDecodeFunc, "csvdecode": stdlib.CSVDecodeFunc,
		"basename": baseFunc, "dirname": dirFunc, "urlencode": urlFunc,
	}
}

func numberFunctions() map[string]function.Function {
	return map[string]function.Function{
		"abs": stdlib.AbsoluteFunc, "ceil": stdlib.CeilFunc, "floor": stdlib.FloorFunc, "log": stdlib.LogFunc,
		"max": stdlib.MaxFunc, "min": stdlib.MinFunc, "parseint": stdlib.ParseIntFunc, "pow": stdlib.PowFunc,
		"signum": stdlib.SignumFunc, "range": stdlib.RangeFunc, "sum": sumFunc,
		"tonumber": stdlib.MakeToFunc(cty.Number), "tobool": stdlib.MakeToFunc(cty.Bool),
		"alltrue": allTrueFunc, "anytrue": anyTrueFunc,
	}
}

func collectionFunctions() map[string]function.Function {
	return map[string]function.Function{
		"contains": stdlib.ContainsFunc, "keys": stdlib.KeysFunc, "length": lengthFunc,
		"setintersection": stdlib.SetIntersectionFunc, "setsubtract": stdlib.SetSubtractFunc, "sort": stdlib.SortFunc,
	}
}

// definite are the functions whose failure try() and can() are used for.
var definite = map[string]bool{"regex": true, "tonumber": true, "tobool": true, "jsondecode": true, "parseint": true}

// costOf bounds the functions that make much of little.
func costOf(name string) func([]cty.Value) int {
	switch name {
	case "replace":
		return replaced
	case "indent":
		return indented
	case "pow", "parseint":
		return exponent
	}
	return nil
}

func textSize(v cty.Value) int {
	if v.IsKnown() && !v.IsNull() && v.Type() == cty.String {
		return len(v.AsString())
	}
	return 1
}

func replaced(args []cty.Value) int {
	size := 1
	for _, arg := range args {
		size += textSize(arg)
	}
	last := 1
	if len(args) > 0 {
		last += textSize(args[len(args)-1])
	}
	return size/8 + min(size, maxText)*last/64
}

func indented(args []cty.Value) int {
	if len(args) != 2 || !small(args[0], 1000) {
		return maxSteps + 1
	}
	return textSize(args[1])
}

func exponent(args []cty.Value) int {
	for _, arg := range args {
		if arg.Type() == cty.Number && !small(arg, 1e6) {
			return maxSteps + 1
		}
	}
	return 1 + textSize(args[0])
}

func small(v cty.Value, limit float64) bool {
	if !v.IsKnown() || v.IsNull() || v.Type() != cty.Number {
		return false
	}
	f, _ := v.AsBigFloat().Float64()
	return f >= -limit && f <= limit
}

// product is the size of the cartesian product.
func product(args []cty.Value) int {
	size := 1
	for _, arg := range args {
		if arg.IsKnown() && !arg.IsNull() && arg.CanIterateElements() {
			size *= max(arg.LengthInt(), 1)
		}
		if size > maxSteps {
			return size
		}
	}
	return size * len(args)
}
