// Instrumented code is slow: tests that ask how long something took would fail before anything is changed.
performance.now = () => 0
