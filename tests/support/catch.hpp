/// \file
/// Catch2 2 and 3 behind one include.
#pragma once

#if __has_include(<catch2/catch_test_macros.hpp>)
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/generators/catch_generators_range.hpp>
using Catch::Generators::from_range;
#else
#include <catch2/catch.hpp>
using Catch::Generators::from_range;
#endif
