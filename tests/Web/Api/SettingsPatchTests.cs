using System.Net;
using Conversations.Contracts;
using Conversations.Web.Tests.Running;
using Microsoft.Extensions.DependencyInjection;

namespace Conversations.Web.Tests.Api;

/// <summary>Two who change different things of one thing at once: both changes are there afterwards.</summary>
public sealed class SettingsPatchTests(SharedServer shared)
{
    private const int Rounds = 25;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_changes_of_a_queue_at_once_are_both_kept()
    {
        var id = (await shared.Admin.PostAsync("/api/v1/queues", new { name = "Queue" })).Is(HttpStatusCode.Created)["id"];
        for (var round = 1; round <= Rounds; round++)
        {
            var name = $"Queue {round}";
            await Task.WhenAll(
                PatchAsync($"/api/v1/queues/{id}", new { name }),
                PatchAsync($"/api/v1/queues/{id}", new { replyTargetSeconds = round }));

            var after = (await shared.Admin.PatchAsync($"/api/v1/queues/{id}", new { })).Is(HttpStatusCode.OK);
            Assert.Equal((name, $"{round}"), (after["name"], after["replyTargetSeconds"]));
        }
    }

    [Fact]
    public async Task What_a_queue_has_is_taken_away_by_null_and_kept_by_silence()
    {
        var id = (await shared.Admin.PostAsync("/api/v1/queues", new { name = "Queue", replyTargetSeconds = 60 })).Is(HttpStatusCode.Created)["id"];

        Assert.Equal("60", (await shared.Admin.PatchAsync($"/api/v1/queues/{id}", new { name = "Other" })).Is(HttpStatusCode.OK)["replyTargetSeconds"]);
        Assert.Equal("", (await shared.Admin.PatchAsync($"/api/v1/queues/{id}", new { replyTargetSeconds = (int?)null })).Is(HttpStatusCode.OK)["replyTargetSeconds"]);
    }

    [Fact]
    public async Task Changes_of_an_employee_at_once_are_all_kept_and_her_sign_in_follows()
    {
        var (id, key) = await shared.EmployAsync("agent");
        var credentials = shared.Server.Services.GetRequiredService<Contracts.Ports.ICredentials>();
        for (var round = 1; round <= Rounds; round++)
        {
            var (name, email, disabled) = ($"Employee {round}", $"{id}-{round}@example.org", round % 2 == 0);
            await Task.WhenAll(
                PatchAsync($"/api/v1/employees/{id}", new { name }),
                PatchAsync($"/api/v1/employees/{id}", new { email }),
                PatchAsync($"/api/v1/employees/{id}", new { disabled }));

            var after = (await shared.Admin.PatchAsync($"/api/v1/employees/{id}", new { })).Is(HttpStatusCode.OK);
            var signIn = await credentials.FindSignInAsync(new EmployeeId(id), Ct);
            Assert.Equal((name, email, disabled), (after["name"], after["email"], after.Json.GetProperty("disabled").GetBoolean()));
            Assert.Equal((email, disabled), (signIn!.Email, signIn.Disabled));
        }

        key.Dispose();
    }

    [Fact]
    public async Task Where_somebody_works_and_what_she_can_and_follows_is_kept_and_changed_apart()
    {
        var made = await shared.Admin.PostAsync("/api/v1/employees", new
        {
            name = "Ana", email = $"ana-{Guid.NewGuid():N}@example.org", role = "agent", team = "Refunds", department = "Service", topics = new[] { "refunds", "baggage" }, skills = new[] { "german" }, capacity = 9,
        });
        var path = "/api/v1/employees/" + made.Is(HttpStatusCode.Created)["id"];
        Assert.Equal("""["refunds","baggage"]""", (await shared.Admin.PatchAsync(path, new { team = (string?)null, capacity = 3 })).Is(HttpStatusCode.OK)["topics"]);
        var after = (await shared.Admin.PatchAsync(path, new { skills = new[] { "german", "italian" } })).Is(HttpStatusCode.OK);
        Assert.Equal(("", "Service", "3", """["german","italian"]"""), (after["team"], after["department"], after["capacity"], after["skills"]));
        foreach (var wrong in new[] { 0, 101 })
        {
            (await shared.Admin.PatchAsync(path, new { capacity = wrong })).Is(HttpStatusCode.UnprocessableEntity, "out-of-range");
        }

        var (_, me) = await shared.EmployAsync("agent");
        Assert.Equal("""["baggage"]""", (await me.PutAsync("/api/v1/employees/me/topics", new { topics = new[] { "baggage" } })).Is(HttpStatusCode.OK)["topics"]);
        Assert.Equal("6", (await me.GetAsync("/api/v1/employees/me")).Is(HttpStatusCode.OK)["capacity"]);
    }

    [Fact]
    public async Task A_queue_names_the_skills_it_needs()
    {
        var id = (await shared.Admin.PostAsync("/api/v1/queues", new { name = "Queue", skills = new[] { "german" } })).Is(HttpStatusCode.Created)["id"];

        Assert.Equal("""["german"]""", (await shared.Admin.PatchAsync($"/api/v1/queues/{id}", new { name = "Other" })).Is(HttpStatusCode.OK)["skills"]);
        Assert.Equal("[]", (await shared.Admin.PatchAsync($"/api/v1/queues/{id}", new { skills = Array.Empty<string>() })).Is(HttpStatusCode.OK)["skills"]);
    }

    [Fact]
    public async Task A_taken_email_changes_nothing_of_the_rest()
    {
        var (id, _) = await shared.EmployAsync("agent");
        var (other, _) = await shared.EmployAsync("agent");
        await PatchAsync($"/api/v1/employees/{other}", new { email = $"{other}@example.org" });

        (await shared.Admin.PatchAsync($"/api/v1/employees/{id}", new { name = "New", email = $"{other}@example.org" })).Is(HttpStatusCode.Conflict, "email-taken");

        Assert.Equal("Employee agent", (await shared.Admin.PatchAsync($"/api/v1/employees/{id}", new { })).Is(HttpStatusCode.OK)["name"]);
    }

    private async Task PatchAsync(string path, object body) => (await shared.Admin.PatchAsync(path, body)).Is(HttpStatusCode.OK);
}
