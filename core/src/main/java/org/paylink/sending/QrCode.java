package org.paylink.sending;

import io.nayuki.qrcodegen.QrCode.Ecc;

/**
 * An address as a QR code, drawn as the path of an SVG picture.
 *
 * @param size modules on a side, the quiet border of four included
 * @param path one square of side 1 for each dark module
 */
public record QrCode(int size, String path) {
  /** See ISO/IEC 18004: a light border of four modules. */
  private static final int BORDER = 4;

  /**
   * The code of an address. A quarter of it may be unreadable, such as on a creased print.
   *
   * @param address at most some 1,600 characters
   */
  public static QrCode of(String address) {
    io.nayuki.qrcodegen.QrCode code = io.nayuki.qrcodegen.QrCode.encodeText(address, Ecc.QUARTILE);
    StringBuilder path = new StringBuilder();
    for (int y = 0; y < code.size; y++) {
      for (int x = 0; x < code.size; x++) {
        if (code.getModule(x, y)) {
          path.append('M').append(x + BORDER).append(',').append(y + BORDER).append("h1v1h-1z");
        }
      }
    }
    return new QrCode(code.size + 2 * BORDER, path.toString());
  }
}
