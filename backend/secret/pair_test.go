package secret

import "testing"

func TestPaired(t *testing.T) {
	for pair, want := range map[[2]string]bool{
		{"AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"}:     true,
		{"SHOP_ACCESS_KEY", "SHOP_SECRET_KEY"}:             true,
		{"SHOP_ACCESS", "SHOP_SECRET"}:                     true,
		{"B2_KEY_ID", "B2_APPLICATION_KEY"}:                true,
		{"ACCESS_KEY", "SECRET_KEY"}:                       true,
		{"GITHUB_TOKEN", "GITHUB_SECRET"}:                  false,
		{"GITHUB_TOKEN", "AWS_SECRET_ACCESS_KEY"}:          false,
		{"AWS_SECRET_ACCESS_KEY", "AWS_SECRET_ACCESS_KEY"}: false, // the secret half in the place of the open one
		{"AWS_SECRET_ACCESS_KEY", "AWS_SECRET_SECRET_KEY"}: true,  // which no computer has: Find wants both
		{"BROWSER_ACCESS_KEY", "AWS_SECRET_ACCESS_KEY"}:    false, // of two owners
		{"MYACCESS_KEY", "MYSECRET_KEY"}:                   false,
		{"AWS_ACCESS_KEY_ID", ""}:                          false,
		{"", "AWS_SECRET_ACCESS_KEY"}:                      false,
		{"", ""}:                                           false,
		{"AWS_SESSION_TOKEN", "AWS_SESSION_SECRET"}:        false,
		{"SMTP_PASSWORD", "SMTP_SECRET"}:                   false,
		{"aws_access_key_id", "aws_secret_access_key"}:     false,
	} {
		if got := Paired(pair[0], pair[1]); got != want {
			t.Errorf("%v: %v", pair, got)
		}
	}
}
