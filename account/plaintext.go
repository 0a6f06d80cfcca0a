package account

// PlainTexts are the settings that AWS shows in clear to everybody who may
// describe the thing they belong to.
var PlainTexts = kind("settings.plain_texts", func(a *Account) *Set[*PlainText] { return &a.PlainTexts })

// PlainText is one such setting: the user data of an instance, say. The text
// itself is not kept, only what kind of credential it holds.
type PlainText struct {
	Meta
	Setting    Value[string] `aws:"Setting"`
	Credential Value[string] `aws:"Credential"` // "" if none was found
}
