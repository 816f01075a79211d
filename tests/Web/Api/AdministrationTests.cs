using System.Net;
using Conversations.Web.Tests.Running;

namespace Conversations.Web.Tests.Api;

public sealed class AdministrationTests(SharedServer shared)
{
    [Fact]
    public async Task An_invitation_signs_its_person_in_once_and_says_when_it_ends()
    {
        var (id, _) = await shared.EmployAsync("agent");
        var invitation = (await shared.Admin.PostAsync($"/api/v1/employees/{id}/invitations")).Is(HttpStatusCode.Created);
        var expiresAt = invitation.Json.GetProperty("expiresAt").GetDateTimeOffset();
        Assert.InRange(expiresAt - shared.Server.Time.GetUtcNow(), TimeSpan.FromHours(23), TimeSpan.FromHours(24));
        using var browser = shared.Server.Anonymous();
        Assert.Equal(id, (await browser.SignInByLinkAsync(invitation["link"])).Is(HttpStatusCode.OK).Json.GetProperty("employee").GetProperty("id").GetString());
        using var second = shared.Server.Anonymous();
        Assert.NotEqual(HttpStatusCode.OK, (await second.SignInByLinkAsync(invitation["link"])).Status);
        (await shared.Admin.PostAsync("/api/v1/employees/nobody/invitations")).Is(HttpStatusCode.NotFound, "not-found");
    }

    [Fact]
    public async Task A_key_is_made_listed_and_revoked_by_its_id()
    {
        var (id, _) = await shared.EmployAsync("agent");
        var made = (await shared.Admin.PostAsync("/api/v1/keys", new { name = "robot", employeeId = id })).Is(HttpStatusCode.Created);
        using var robot = new ApiClient(shared.Server.Address, made["key"]);
        (await robot.GetAsync("/api/v1/employees/me")).Is(HttpStatusCode.OK);
        var listed = (await shared.Admin.GetAsync("/api/v1/keys")).Is(HttpStatusCode.OK).Json.GetProperty("items").EnumerateArray()
            .Single(item => item.GetProperty("id").GetString() == made["id"]);
        Assert.Equal(("robot", id), (listed.GetProperty("name").GetString(), listed.GetProperty("employeeId").GetString()));
        Assert.DoesNotContain(made["key"], listed.ToString());
        (await shared.Admin.DeleteAsync("/api/v1/keys/" + made["id"])).Is(HttpStatusCode.NoContent);
        (await robot.GetAsync("/api/v1/employees/me")).Is(HttpStatusCode.Unauthorized, "unauthenticated");
    }
}
