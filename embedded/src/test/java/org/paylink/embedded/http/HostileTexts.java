package org.paylink.embedded.http;

import java.util.List;
import java.util.Random;

/** What somebody may type, or make a browser send, who means harm or has no idea. */
final class HostileTexts {
  private static final List<String> FIXED =
      List.of(
          "",
          " ",
          "\t\r\n",
          "<i class=hostile>",
          "\"><i class=hostile>",
          "'><i class=hostile>",
          "</script><i class=hostile>",
          "</textarea></title></style><i class=hostile>",
          "\" hostile=\"1",
          "' hostile='1",
          "javascript:hostile()",
          "${1234567*3}",
          "<#assign x=1234567*3>${x}",
          "#{1234567*3}",
          "[=1234567*3]",
          "' OR '1'='1",
          "'; DROP TABLE payment_link; --",
          "%",
          "_",
          "../../../etc/passwd",
          "..%2f..%2f",
          "//evil.example/",
          "https://evil.example/",
          "\\\\evil.example",
          "a\r\nSet-Cookie: evil=1",
          "\u0000",
          "a\u0000b",
          "\uD800",
          "\uFFFE\u202E\u200B",
          "\uD83D\uDCB8\uD83D\uDCB8",
          "{0} {amount} {field}",
          "=HYPERLINK(\"http://evil.example\")",
          "0",
          "-1",
          "0.001",
          "1e400",
          "NaN",
          "99999999999999999999999999999999",
          "2147483648",
          "-9223372036854775809",
          "1,000.00",
          "\u0661\u0662\u0663",
          "0000-00-00",
          "2026-02-30",
          "9999-12-31T23:59:59Z",
          "+1000000000-01-01",
          "Y",
          "N",
          "true",
          "null",
          "a,b;c|d",
          "en-US-x-lvariant-POSIX",
          "nobody@example.com",
          "nobody@example.com\nBcc: all@example.com");

  private HostileTexts() {}

  /** One of them, or random letters, up to some thousands. */
  static String any(Random random) {
    return switch (random.nextInt(8)) {
      case 0 -> letters(random, 1 + random.nextInt(40));
      case 1 -> "x".repeat(1 + random.nextInt(3_000));
      default -> FIXED.get(random.nextInt(FIXED.size()));
    };
  }

  private static String letters(Random random, int count) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.appendCodePoint(random.nextInt(0x3000));
    }
    return text.toString();
  }
}
