package org.paylink.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A trial touches no folder but its own. */
@Timeout(30)
class TrialFolderTest {
  @TempDir Path temporary;

  @Test
  void aFolderWithSomethingElseInItIsLeftAlone() throws IOException {
    Path letter = Files.writeString(temporary.resolve("letter.txt"), "dear");
    assertThatThrownBy(() -> TrialFolder.take(temporary, true))
        .isInstanceOf(TrialException.class)
        .hasMessageContaining("nothing was changed");
    assertThat(letter).hasContent("dear");
    assertThat(temporary).isDirectoryContaining(letter::equals);
  }

  @Test
  void freshEmptiesOurOwnFolderWithoutFollowingLinks() throws IOException {
    Path outside = Files.writeString(temporary.resolve("outside.txt"), "stays");
    Path folder = temporary.resolve("trial");
    TrialFolder.take(folder, false).close();
    Files.createDirectories(folder.resolve("database/log"));
    Files.createSymbolicLink(folder.resolve("database/link"), temporary);
    try (TrialFolder taken = TrialFolder.take(folder, true)) {
      assertThat(taken.path().resolve("database")).doesNotExist();
    }
    assertThat(outside).hasContent("stays");
  }

  @Test
  void whatIsThereStaysUnlessFreshIsAskedFor() throws IOException {
    TrialFolder.take(temporary.resolve("trial"), false).close();
    Path kept = Files.writeString(temporary.resolve("trial/database"), "kept");
    TrialFolder.take(temporary.resolve("trial"), false).close();
    assertThat(kept).hasContent("kept");
  }

  @Test
  void onlyOneTrialAtATimeHasTheFolder() throws IOException {
    try (TrialFolder first = TrialFolder.take(temporary.resolve("trial"), false)) {
      assertThatThrownBy(() -> TrialFolder.take(first.path(), true))
          .isInstanceOf(TrialException.class)
          .hasMessageContaining("Another trial");
    }
    TrialFolder.take(temporary.resolve("trial"), true).close();
  }

  @Test
  void optionsAreReadAndMistakesNamed() {
    TrialOptions options = TrialOptions.parse("--port", "0", "--data", "x", "--fresh");
    assertThat(options.port()).isZero();
    assertThat(options.fresh()).isTrue();
    assertThat(options.data()).isAbsolute();
    assertThatThrownBy(() -> TrialOptions.parse("--port")).hasMessageContaining("needs a value");
    assertThatThrownBy(() -> TrialOptions.parse("--port", "x")).hasMessageContaining("number");
    assertThatThrownBy(() -> TrialOptions.parse("--port", "65535")).hasMessageContaining("--port");
    assertThatThrownBy(() -> TrialOptions.parse("--prot")).hasMessageContaining("--prot");
  }
}
