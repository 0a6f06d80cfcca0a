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
	outer, err := d.fields(deferralLevel, raw)
	if err != nil {
		return err
	}
	var change slots
	if kind(settle(outer[1])) != 0 {
		if change, err = d.fields(changeLevel, outer[1]); err != nil {
			return wrap("deferred change", err)
		}
	}
	var one deferral
	for _, part := range []struct {
		to   *string
		from jsontext.Value
	}{{&one.reason, outer[0]}, {&one.address, change[changeAddress]}, {&one.typ, change[changeType]}} {
		if *part.to, err = textOf(part.from); err != nil {
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
