package planfile

import "google.golang.org/protobuf/encoding/protowire"

// takeBackend reads where the state is kept. The messages Backend and
// StateStore agree but for the provider; the configuration, field 2 of both and
// field 3 of the provider, is passed over.
func (r *changeReader) takeBackend(f field) error {
	b, err := r.bytes(f, maxChange)
	if err != nil {
		return err
	}
	r.Backend.StateStore = f.num == fieldStateStore
	var seen once
	return message(b, func(f field, content []byte) error {
		if f.num > 4 {
			r.noteUnknown("Backend", f.num)
			return nil
		}
		if err := seen.check(f, protowire.BytesType); err != nil {
			return err
		}
		switch f.num {
		case 1:
			r.Backend.Type, err = r.text(content)
		case 3:
			r.Backend.Workspace, err = r.text(content)
		case 4:
			err = r.takeBackendProvider(content)
		}
		return err
	})
}

func (r *changeReader) takeBackendProvider(b []byte) error {
	var seen once
	return message(b, func(f field, content []byte) error {
		if f.num != 1 {
			return nil
		}
		err := seen.check(f, protowire.BytesType)
		if err == nil {
			r.Backend.Provider, err = r.text(content)
		}
		return err
	})
}
