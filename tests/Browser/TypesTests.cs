using System.Diagnostics;
using Conversations.Testing.Processes;

namespace Conversations.Browser.Tests;

/// <summary>The face is compiled against what the server says of itself.</summary>
public sealed class TypesTests
{
    [Fact]
    public async Task The_types_of_the_face_are_those_of_the_server_s_document()
    {
        await using var server = new ConversationsServer();
        await server.StartAsync();
        var script = Path.Combine(Built.Root, "src", "Web", "Client", "scripts", "types.mjs");
        var start = new ProcessStartInfo("node", [script, "--check", "--url", server.Address.ToString().TrimEnd('/')]) { RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var said = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, said);
    }
}
