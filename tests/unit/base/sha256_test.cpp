#include "../../../src/base/sha256.hpp"

#include "../../support/catch.hpp"

namespace backcoach::text {
namespace {

std::string digest(std::string_view bytes) {
  Sha256 sha;
  sha.add(bytes);
  return sha.hex();
}

// The examples of FIPS 180-4.
TEST_CASE("digests of the standard", "[text]") {
  CHECK(digest("") ==
        "e3b0c44298fc1c149afbf4c8996fb924"
        "27ae41e4649b934ca495991b7852b855");
  CHECK(digest("abc") ==
        "ba7816bf8f01cfea414140de5dae2223"
        "b00361a396177a9cb410ff61f20015ad");
  CHECK(digest("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq") ==
        "248d6a61d20638b8e5c026930c3e6039"
        "a33ce45964ff2167f6ecedd419db06c1");
  CHECK(digest(std::string(1000000, 'a')) ==
        "cdc76e5c9914fb9281a1c7e284d73e67"
        "f1809a48a497200e046d39ccc7112cd0");
}

TEST_CASE("pieces give the digest of the whole", "[text]") {
  for (const std::size_t size : {1U, 55U, 56U, 63U, 64U, 65U, 119U, 128U}) {
    const std::string bytes(size, 'x');
    Sha256 sha;
    for (const char c : bytes) sha.add(std::string_view(&c, 1));
    CHECK(sha.hex() == digest(bytes));
  }
  // Both sides of the padding limit, from another implementation.
  CHECK(digest(std::string(55, 'x')) ==
        "d5e285683cd4efc02d021a5c62014694"
        "958901005d6f71e89e0989fac77e4072");
  CHECK(digest(std::string(64, 'x')) ==
        "7ce100971f64e7001e8fe5a51973ecdf"
        "e1ced42befe7ee8d5fd6219506b5393c");
}

}  // namespace
}  // namespace backcoach::text
