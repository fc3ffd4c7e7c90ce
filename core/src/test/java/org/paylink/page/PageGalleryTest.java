package org.paylink.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Writes every page to {@code target/gallery}, to be looked at in a browser. */
class PageGalleryTest {
  private static final Path GALLERY = Path.of("target", "gallery");
  private final Pages pages = new FreemarkerPages(Labels.load());

  @Test
  void everyStateOfTheCustomersPageCanBeLookedAt() throws IOException {
    String policy =
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
            + pages.publicStyleSource()
            + "\">\n";
    Files.createDirectories(GALLERY);
    for (Map.Entry<String, PublicView> sample : PublicSamples.all().entrySet()) {
      String page = pages.publicPage(sample.getValue());
      // The files are opened from disk, where no server sends the policy.
      write("public_" + sample.getKey(), page.replace("<title>", policy + "<title>"));
    }
    assertThat(GALLERY.resolve("public_payable.html")).content().contains("Pay $50.85");
  }

  @Test
  void everySituationOfThePanelCanBeLookedAt() throws IOException {
    Files.createDirectories(GALLERY);
    String host;
    try (var in = PageGalleryTest.class.getResourceAsStream("/page/host.html")) {
      host = new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    }
    for (Map.Entry<String, PanelView> sample : PanelSamples.all().entrySet()) {
      String panel = pages.panel(sample.getValue(), PanelSamples.CONTEXT);
      write("panel_" + sample.getKey(), host.replace("<!-- panel -->", panel));
    }
    assertThat(GALLERY.resolve("panel_empty.html")).content().contains("Create payment link");
  }

  private static void write(String name, String html) throws IOException {
    Files.writeString(GALLERY.resolve(name + ".html"), html);
  }
}
