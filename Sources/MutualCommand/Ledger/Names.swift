/// Makes ids of names: what files are called by.
enum Names {
  /// A name as an id: small ASCII letters, digits and single hyphens. What has none of them becomes `fallback`.
  static func slug(_ name: String, longest: Int, fallback: String) -> String {
    var slug = ""
    for byte in name.lowercased().utf8 {
      let isPlain = (97...122).contains(byte) || (48...57).contains(byte)
      if isPlain {
        slug.unicodeScalars.append(Unicode.Scalar(byte))
      } else if byte == 0x27 {
        // An apostrophe joins: "King's Lynn" is kings-lynn.
        continue
      } else if !slug.isEmpty, slug.last != "-" {
        slug.append("-")
      }
    }
    slug = String(slug.prefix(longest))
    while slug.last == "-" { slug.removeLast() }
    return slug.isEmpty ? fallback : slug
  }

  /// Four random characters that are hard to mistake for each other.
  static func suffix(_ random: (Int) -> [UInt8]) -> String {
    let alphabet = Array("23456789abcdefghjkmnpqrstuvwxyz")
    return String(random(4).map { alphabet[Int($0) % alphabet.count] })
  }
}
