#pragma once

#include <cstring>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "backcoach/load.hpp"
#include "describe.hpp"

namespace backcoach::load {

/// Writes values one after another. Only for data that the same build reads
/// back, so sizes and byte order are those of the machine.
class Writer {
 public:
  explicit Writer(Parts parts) : parts_(parts) {}
  [[nodiscard]] Parts parts() const { return parts_; }
  template <class T>
  void operator()(const T& value) {
    put(value);
  }
  template <class First, class... Rest>
  void operator()(const First& first, const Rest&... rest) {
    put(first);
    (*this)(rest...);
  }
  [[nodiscard]] std::string take() { return std::move(out_); }

 private:
  void bytes(const void* data, std::size_t size) {
    out_.append(static_cast<const char*>(data), size);
  }
  template <class T>
  void put(const T& value);

  Parts parts_;
  std::string out_;
};

/// Reads what `Writer` wrote.
class Unpacker {
 public:
  Unpacker(std::string_view in, Parts parts) : in_(in), parts_(parts) {}
  [[nodiscard]] Parts parts() const { return parts_; }
  template <class... T>
  void operator()(T&... values) {
    (get(values), ...);
  }
  [[nodiscard]] bool good() const { return good_ && in_.empty(); }

 private:
  void bytes(void* data, std::size_t size) {
    if (size > in_.size()) {
      good_ = false;
      return;
    }
    // An empty vector has no address to copy to.
    if (size == 0) return;
    std::memcpy(data, in_.data(), size);
    in_.remove_prefix(size);
  }
  template <class T>
  void get(T& value);

  std::string_view in_;
  Parts parts_;
  bool good_ = true;
};

/// The members of a described value, one after another (see describe.hpp).
template <class Archive>
struct Packed {
  Archive& archive;

  template <class T, class... How>
  void at(const char* /*key*/, T& value, How... /*how*/) {
    archive(value);
  }
  void in(const char* /*key*/, auto members) { members(); }
  void maybe_in(const char* /*key*/, auto members) { members(); }
  void only_if(bool /*holds*/, auto members) { members(); }
  void everything(auto members) {
    if (archive.parts() == Parts::everything) members();
  }
  void elsewhere(auto& value) { archive(value); }
  void note(const char* /*key*/, auto... /*how*/) {}
  void check(auto /*look*/) {}
};

template <class T>
inline constexpr bool kIsVector = false;
template <class T>
inline constexpr bool kIsVector<std::vector<T>> = true;
template <class T>
inline constexpr bool kIsOptional = false;
template <class T>
inline constexpr bool kIsOptional<std::optional<T>> = true;
template <class T>
inline constexpr bool kIsPair = false;
template <class A, class B>
inline constexpr bool kIsPair<std::pair<A, B>> = true;
template <class T>
inline constexpr bool kIsVariant = false;
template <class... T>
inline constexpr bool kIsVariant<std::variant<T...>> = true;

/// Values whose bytes are the value. A type with padding is not one: what
/// stands between its members is anything, and two builds would differ.
template <class T>
inline constexpr bool kIsPlain =
    (std::is_arithmetic_v<T> || std::is_enum_v<T> ||
     std::has_unique_object_representations_v<T>)&&!kIsVector<T> &&
    !kIsOptional<T> && !kIsPair<T> && !kIsVariant<T>;

template <class T>
void Writer::put(const T& value) {
  if constexpr (std::is_same_v<T, std::string>) {
    const auto size = static_cast<std::uint32_t>(value.size());
    bytes(&size, sizeof size);
    bytes(value.data(), value.size());
  } else if constexpr (kIsVector<T>) {
    const auto size = static_cast<std::uint32_t>(value.size());
    bytes(&size, sizeof size);
    using Item = typename T::value_type;
    if constexpr (kIsPlain<Item>) {
      bytes(value.data(), value.size() * sizeof(Item));
    } else {
      for (const auto& item : value) put(item);
    }
  } else if constexpr (kIsOptional<T>) {
    put(value.has_value());
    if (value) put(*value);
  } else if constexpr (kIsPair<T>) {
    put(value.first);
    put(value.second);
  } else if constexpr (kIsVariant<T>) {
    put(static_cast<std::uint8_t>(value.index()));
    std::visit([&](const auto& held) { put(held); }, value);
  } else if constexpr (kIsPlain<T>) {
    bytes(&value, sizeof value);
  } else if constexpr (Described<T>) {
    Packed<Writer> members{*this};
    describe(members, const_cast<T&>(value));
  } else if constexpr (!std::is_empty_v<T>) {
    fields(*this, const_cast<T&>(value));
  }
}

template <std::size_t index = 0, class... T>
void choose(std::variant<T...>& variant, std::size_t wanted) {
  if constexpr (index < sizeof...(T)) {
    if (wanted == index) {
      variant.template emplace<index>();
    } else {
      choose<index + 1>(variant, wanted);
    }
  }
}

template <class T>
void Unpacker::get(T& value) {
  if constexpr (std::is_same_v<T, std::string>) {
    std::uint32_t size = 0;
    bytes(&size, sizeof size);
    if (size > in_.size()) {
      good_ = false;
      return;
    }
    value.assign(in_.data(), size);
    in_.remove_prefix(size);
  } else if constexpr (kIsVector<T>) {
    std::uint32_t size = 0;
    bytes(&size, sizeof size);
    using Item = typename T::value_type;
    if (size > in_.size()) {
      good_ = false;
      return;
    }
    value.resize(size);
    if constexpr (kIsPlain<Item>) {
      bytes(value.data(), value.size() * sizeof(Item));
    } else {
      for (auto& item : value) get(item);
    }
  } else if constexpr (kIsOptional<T>) {
    bool there = false;
    get(there);
    if (there) get(value.emplace());
  } else if constexpr (kIsPair<T>) {
    get(value.first);
    get(value.second);
  } else if constexpr (kIsVariant<T>) {
    std::uint8_t index = 0;
    get(index);
    choose(value, index);
    std::visit([&](auto& held) { get(held); }, value);
  } else if constexpr (kIsPlain<T>) {
    bytes(&value, sizeof value);
  } else if constexpr (Described<T>) {
    Packed<Unpacker> members{*this};
    describe(members, value);
  } else if constexpr (!std::is_empty_v<T>) {
    fields(*this, value);
  }
}

}  // namespace backcoach::load
