// Mints the token that tells SeggWat who is signed in. Runs on your server, never in the browser: whoever has the secret can be anybody.
// Needs Go 1.18 or newer and no modules.
package main

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"log"
	"os"
	"time"
)

type user struct{ Sub, Email, Name string }

var encode = base64.RawURLEncoding.EncodeToString

// mintToken uses the secret as it was shown, "sws_" included: the text itself is the key.
func mintToken(u user, projectKey, secret string) (string, error) {
	now := time.Now().Unix()
	claims, err := json.Marshal(map[string]any{
		"sub": u.Sub, "email": u.Email, "name": u.Name, "project_key": projectKey, "iat": now, "exp": now + 3600,
	})
	if err != nil {
		return "", err
	}
	unsigned := encode([]byte(`{"alg":"HS256","typ":"JWT"}`)) + "." + encode(claims)
	mac := hmac.New(sha256.New, []byte(secret))
	mac.Write([]byte(unsigned))
	return unsigned + "." + encode(mac.Sum(nil)), nil
}

// go run go.go USER_ID EMAIL NAME
func main() {
	if len(os.Args) != 4 {
		log.Fatal("usage: go run go.go USER_ID EMAIL NAME")
	}
	u := user{Sub: os.Args[1], Email: os.Args[2], Name: os.Args[3]}
	token, err := mintToken(u, os.Getenv("SEGGWAT_PROJECT_KEY"), os.Getenv("SEGGWAT_SIGNING_SECRET"))
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(token)
}
