package plan

import (
	"github.com/go-json-experiment/json/jsontext"
)

// deferral reads a change that is put off.
func (d *decoder) deferral() error {
	raw, err := d.value()
	if err != nil {
		return err
	}
	change := memberOf(raw, "resource_change")
	var one deferral
	for _, part := range []struct {
		to  *string
		raw jsontext.Value
	}{{&one.reason, memberOf(raw, "reason")}, {&one.address, memberOf(change, "address")}, {&one.typ, memberOf(change, "type")}} {
		if *part.to, err = textOf(part.raw); err != nil {
			return wrap("deferred change", err)
		}
	}
	d.deferred = append(d.deferred, one)
	return nil
}

func (d *decoder) invocation() error {
	raw, err := d.value()
	if err != nil {
		return err
	}
	outer, err := textOf(memberOf(raw, "address"))
	if err != nil {
		return wrap("action", err)
	}
	inner, err := textOf(memberOf(memberOf(raw, "action_invocation"), "address"))
	d.actions = append(d.actions, outer+inner)
	return wrap("action", err)
}

// check keeps the failed ones: they say why a plan is errored.
func (d *decoder) check() error {
	raw, err := d.value()
	if err != nil {
		return err
	}
	one := node{value: raw}
	if status, _ := one.at("status").text(); status != "fail" && status != "error" {
		return nil
	}
	text, _ := one.at("address.to_display").text()
	for _, instance := range one.at("instances").items() {
		for _, problem := range instance.at("problems").items() {
			message, _ := problem.at("message").text()
			text += ": " + message
		}
	}
	d.failed = append(d.failed, text)
	return nil
}
