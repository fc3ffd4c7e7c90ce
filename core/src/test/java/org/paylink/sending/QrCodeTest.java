package org.paylink.sending;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.PlanarYUVLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class QrCodeTest {
  private static final Pattern MODULE = Pattern.compile("M(\\d+),(\\d+)h1v1h-1z");
  private static final int PIXELS = 4;

  @Test
  void anotherProgramReadsTheAddressOutOfThePicture() throws Exception {
    String address = "https://shop.example.com/pay/AbC-_" + "x".repeat(32);

    QrCode code = QrCode.of(address);

    assertThat(MODULE.matcher(code.path()).replaceAll("")).isEmpty();
    assertThat(read(code)).isEqualTo(address);
  }

  private static String read(QrCode code) throws Exception {
    int side = code.size() * PIXELS;
    byte[] picture = new byte[side * side];
    Arrays.fill(picture, (byte) 255);
    MODULE
        .matcher(code.path())
        .results()
        .forEach(
            module ->
                fill(
                    picture,
                    side,
                    Integer.parseInt(module.group(1)),
                    Integer.parseInt(module.group(2))));
    PlanarYUVLuminanceSource source =
        new PlanarYUVLuminanceSource(picture, side, side, 0, 0, side, side, false);
    return new QRCodeReader().decode(new BinaryBitmap(new HybridBinarizer(source))).getText();
  }

  private static void fill(byte[] picture, int side, int x, int y) {
    for (int row = y * PIXELS; row < (y + 1) * PIXELS; row++) {
      Arrays.fill(picture, row * side + x * PIXELS, row * side + (x + 1) * PIXELS, (byte) 0);
    }
  }
}
