package main

import (
	"fmt"
	"log"
	"os"
	"time"

	"github.com/golang-jwt/jwt"
)

func main() {
	algorithm := os.Getenv("ALGORITHM")
	if algorithm == "" {
		algorithm = "HS256"
	}
	now := time.Now().Unix()
	token := jwt.NewWithClaims(jwt.GetSigningMethod(algorithm), jwt.MapClaims{
		"sub": os.Args[1], "email": os.Args[2], "name": os.Args[3],
		"project_key": os.Getenv("SEGGWAT_PROJECT_KEY"), "iat": now, "exp": now + 3600,
	})
	text, err := token.SignedString([]byte(os.Getenv("SEGGWAT_SIGNING_SECRET")))
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(text)
}
