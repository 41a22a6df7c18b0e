#define DOCTEST_CONFIG_IMPLEMENT
#include "lib/base/message.hpp"

#include <doctest/doctest.h>

int main(int argc, char** argv) {
  mk::speak("en");
  return doctest::Context{argc, argv}.run();
}
