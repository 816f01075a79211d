using Conversations.Testing.Golden;

namespace Conversations.Grains.Tests.Golden;

public sealed class GoldenJournalWriter
{
    /// <summary>Run by `./test --golden` only.</summary>
    [Fact(Explicit = true)]
    public void A_new_version_is_written_and_an_old_one_is_left_as_it_is()
    {
        Assert.False(
            GoldenJournal.Versions.Contains(GoldenStories.Version),
            $"journal-v{GoldenStories.Version} exists and is never edited: raise {nameof(GoldenStories)}.{nameof(GoldenStories.Version)}.");
        GoldenJournal.WriteNew(GoldenStories.Version, GoldenStories.Tell().Steps);
    }
}
