using System.Text.Json;

namespace Conversations.Load.Setup;

/// <summary>Channels kept between runs, with the port that their reply addresses name. Holds secrets, so only its owner may read it.</summary>
public sealed record ChannelsFile(int Port, IReadOnlyList<ChannelsFile.Kept> Channels)
{
    public sealed record Kept(string Id, string Secret, string ReplyPath);

    public static ChannelsFile? Load(string? path) =>
        path is not null && File.Exists(path) ? JsonSerializer.Deserialize<ChannelsFile>(File.ReadAllText(path)) : null;

    public static void Save(string path, int port, IEnumerable<LoadChannel> channels)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder)
        {
            Directory.CreateDirectory(folder);
        }

        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var file = new FileStream(path, options);
        JsonSerializer.Serialize(file, new ChannelsFile(port, [.. channels.Select(channel => new Kept(channel.Id, channel.Secret, channel.ReplyPath))]));
    }

    public IReadOnlyList<LoadChannel> ToChannels() => [.. Channels.Select(kept => new LoadChannel(kept.Id, kept.Secret, kept.ReplyPath))];
}
