package org.paylink.embedded.browser;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Makes pictures of pages small: a page has few colours, and shades of them at letters' edges. */
final class FewColors {
  private static final int MOST = 40;

  private FewColors() {}

  /** The picture in its most frequent colours, each pixel in the nearest of them. */
  static BufferedImage of(BufferedImage seen) {
    Map<Integer, Integer> counts = new HashMap<>();
    int[] pixels = seen.getRGB(0, 0, seen.getWidth(), seen.getHeight(), null, 0, seen.getWidth());
    for (int pixel : pixels) {
      counts.merge(pixel & 0xffffff, 1, Integer::sum);
    }
    List<Integer> palette =
        counts.entrySet().stream()
            .sorted(Map.Entry.<Integer, Integer>comparingByValue().reversed())
            .limit(MOST)
            .map(Map.Entry::getKey)
            .toList();
    int[] colors = palette.stream().mapToInt(Integer::intValue).toArray();
    Map<Integer, Integer> nearest = new HashMap<>();
    BufferedImage few =
        new BufferedImage(
            seen.getWidth(),
            seen.getHeight(),
            BufferedImage.TYPE_BYTE_INDEXED,
            new IndexColorModel(8, colors.length, colors, 0, false, -1, 0));
    for (int i = 0; i < pixels.length; i++) {
      int index = nearest.computeIfAbsent(pixels[i] & 0xffffff, color -> nearestOf(palette, color));
      few.getRaster().setSample(i % seen.getWidth(), i / seen.getWidth(), 0, index);
    }
    return few;
  }

  private static int nearestOf(List<Integer> palette, int color) {
    return IntStream.range(0, palette.size())
        .boxed()
        .min(Comparator.comparingInt(index -> distance(palette.get(index), color)))
        .orElseThrow();
  }

  private static int distance(int one, int other) {
    int red = (one >> 16 & 0xff) - (other >> 16 & 0xff);
    int green = (one >> 8 & 0xff) - (other >> 8 & 0xff);
    int blue = (one & 0xff) - (other & 0xff);
    return red * red + green * green + blue * blue;
  }
}
