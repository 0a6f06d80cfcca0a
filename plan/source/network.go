package source

import (
	"errors"
	"fmt"
	"math/big"
	"net"

	"github.com/apparentlymart/go-cidr/cidr"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/function"
)

func networkFunctions() map[string]function.Function {
	return map[string]function.Function{
		"cidrhost": numbered(1, cty.String, func(network *net.IPNet, n []*big.Int) (cty.Value, error) {
			ip, err := cidr.HostBig(network, n[0])
			return cty.StringVal(ip.String()), problem(err)
		}),
		"cidrsubnet": numbered(2, cty.String, func(network *net.IPNet, n []*big.Int) (cty.Value, error) {
			if !n[0].IsInt64() || n[0].Int64() < 0 || n[0].Int64() > 128 {
				return cty.NilVal, errors.New("the prefix is too long")
			}
			subnet, err := cidr.SubnetBig(network, int(n[0].Int64()), n[1])
			if err != nil {
				return cty.NilVal, problem(err)
			}
			return cty.StringVal(subnet.String()), nil
		}),
		"cidrnetmask": numbered(0, cty.String, func(network *net.IPNet, _ []*big.Int) (cty.Value, error) {
			if network.IP.To4() == nil {
				return cty.NilVal, errors.New("IPv6 networks have no netmask")
			}
			return cty.StringVal(net.IP(network.Mask).String()), nil
		}),
		"cidrsubnets": subnetsFunc,
	}
}

func problem(err error) error {
	if err != nil {
		return fmt.Errorf("calculate with a network: %w", err)
	}
	return nil
}

// numbered makes a function of a network and some whole numbers.
func numbered(n int, ty cty.Type, f func(*net.IPNet, []*big.Int) (cty.Value, error)) function.Function {
	params := []function.Parameter{{Name: "prefix", Type: cty.String}}
	for range n {
		params = append(params, function.Parameter{Name: "number", Type: cty.Number})
	}
	return function.New(&function.Spec{
		Params: params,
		Type:   function.StaticReturnType(ty),
		Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
			return withNetwork(args, f)
		},
	})
}

func withNetwork(args []cty.Value, f func(*net.IPNet, []*big.Int) (cty.Value, error)) (cty.Value, error) {
	_, network, err := net.ParseCIDR(args[0].AsString())
	if err != nil {
		return cty.NilVal, problem(err)
	}
	var numbers []*big.Int
	for _, arg := range args[1:] {
		whole, accuracy := arg.AsBigFloat().Int(nil)
		if accuracy != big.Exact || whole.BitLen() > 128 {
			return cty.NilVal, errors.New("a number is not whole")
		}
		numbers = append(numbers, whole)
	}
	return f(network, numbers)
}

// subnetsFunc cuts consecutive networks out of one.
var subnetsFunc = function.New(&function.Spec{
	Params:   []function.Parameter{{Name: "prefix", Type: cty.String}},
	VarParam: &function.Parameter{Name: "newbits", Type: cty.Number},
	Type:     function.StaticReturnType(cty.List(cty.String)),
	Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
		return withNetwork(args, subnets)
	},
})

func subnets(network *net.IPNet, bits []*big.Int) (cty.Value, error) {
	if len(bits) == 0 {
		return cty.ListValEmpty(cty.String), nil
	}
	base, _ := network.Mask.Size()
	var current *net.IPNet
	var all []cty.Value
	for _, n := range bits {
		length := base + int(n.Int64())
		if !n.IsInt64() || n.Sign() <= 0 || n.Int64() > 128 {
			return cty.NilVal, errors.New("the prefix is not longer")
		}
		if current == nil {
			first, err := cidr.Subnet(network, int(n.Int64()), 0)
			if err != nil {
				return cty.NilVal, problem(err)
			}
			current = first
		} else if next, over := cidr.NextSubnet(current, length); over || !network.Contains(next.IP) {
			return cty.NilVal, errors.New("there is no room for all networks")
		} else {
			current = next
		}
		all = append(all, cty.StringVal(current.String()))
	}
	return cty.ListVal(all), nil
}
