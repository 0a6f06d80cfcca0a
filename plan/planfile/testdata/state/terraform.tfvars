set_secret = "also-not-a-real-secret"
typed = { n = "7" }
number_as_text = "1.50"
nothing = null
