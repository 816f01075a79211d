using Conversations.Silo.Settings;
using Microsoft.Extensions.Configuration;

namespace Conversations.Live.Tests.Silo;

public sealed class DeploymentSettingsTests
{
    [Theory]
    [InlineData("false", null, "Data Source=data/conversations.db")]
    [InlineData("true", null, "Data Source=data/demo.db")]
    [InlineData("true", "Data Source=own.db", "Data Source=own.db")]
    public void The_demo_keeps_its_data_apart_from_a_company_s_own_unless_told_where(string demo, string? given, string kept)
    {
        var settings = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["Demo:Enabled"] = demo, ["Store:ConnectionString"] = given }).Build();

        Assert.Equal(kept, DeploymentSettings.Read(settings).Store.ConnectionString);
    }
}
