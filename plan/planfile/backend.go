package planfile

import (
	"errors"

	"google.golang.org/protobuf/encoding/protowire"
)

// takeBackend reads where the state is kept. The messages Backend and
// StateStore agree but for the provider, whose configuration, its field 3, is
// passed over.
func (r *changeReader) takeBackend(f field) error {
	b, err := r.bytes(f, maxChange)
	if err != nil {
		return err
	}
	r.Backend.StateStore = f.num == fieldStateStore
	var seen once
	bucket := ""
	err = message(b, func(f field, content []byte) error {
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
		case 2:
			bucket = bucketOf(content)
		case 3:
			r.Backend.Workspace, err = r.text(content)
		case 4:
			err = r.takeBackendProvider(content)
		}
		return err
	})
	if err == nil && r.Backend.Type == "s3" {
		r.Backend.Bucket, err = r.text([]byte(bucket))
	}
	return err
}

// bucketOf returns the bucket that a backend's configuration names, if it can
// be read: nothing is judged by it.
func bucketOf(config []byte) string {
	name := ""
	_ = message(config, func(f field, value []byte) error {
		if f.num != 1 {
			return nil
		}
		w := &walker{cursor: value}
		it, err := w.head()
		if err != nil || it.kind != kindMap {
			return errors.New("a configuration is no object")
		}
		for range it.n {
			if err := w.bucket(&name); err != nil {
				return err
			}
		}
		return nil
	})
	return name
}

// bucket reads a member of a configuration.
func (w *walker) bucket(to *string) error {
	key, err := w.word("a name")
	if err != nil {
		return err
	}
	if string(key) != "bucket" {
		return w.value()
	}
	name, err := w.word("the bucket")
	*to = string(name)
	return err
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
