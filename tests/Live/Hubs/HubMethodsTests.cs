using System.Reflection;
using Conversations.Web.Access;
using Conversations.Web.Hubs;

namespace Conversations.Live.Tests.Hubs;

public sealed class HubMethodsTests
{
    [Fact]
    public void Every_hub_method_names_its_permission()
    {
        var methods = typeof(DashboardHub).GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Where(static method => method.GetBaseDefinition().DeclaringType == typeof(DashboardHub)).ToList();
        Assert.Equal(10, methods.Count);
        Assert.All(methods, static method => Assert.NotNull(method.GetCustomAttribute<RequiresAttribute>()));
        Assert.NotNull(typeof(DashboardHub).GetCustomAttribute<RequiresAttribute>());
    }
}
