using Conversations.Load.Ledgers;

namespace Conversations.Load.Tests;

public sealed class LedgerTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("conversations-ledger-").FullName;

    private string FilePath => Path.Combine(_folder, LedgerWriter.FileName);

    [Fact]
    public void What_was_written_is_read_back_even_while_the_writer_is_open()
    {
        using var writer = new LedgerWriter(_folder);
        writer.Write(new LoadEnded(1), new Breach(2, "rule", "example"));

        Assert.Equal([new LoadEnded(1), new Breach(2, "rule", "example")], LedgerReader.Read(_folder));
    }

    [Fact]
    public void A_torn_last_line_is_left_out()
    {
        File.WriteAllText(FilePath, "{\"kind\":\"loadEnded\",\"At\":1}\n{\"kind\":\"loadEn");

        Assert.Equal([new LoadEnded(1)], LedgerReader.Read(_folder));
    }

    [Fact]
    public void A_broken_line_in_the_middle_is_an_error()
    {
        File.WriteAllText(FilePath, "{\"kind\":\"loadEn\n{\"kind\":\"loadEnded\",\"At\":1}\n");

        Assert.ThrowsAny<System.Text.Json.JsonException>(() => LedgerReader.Read(_folder));
    }

    public void Dispose() => Directory.Delete(_folder, true);
}
