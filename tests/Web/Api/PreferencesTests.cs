using System.Net;
using Conversations.Web.Tests.Running;

namespace Conversations.Web.Tests.Api;

public sealed class PreferencesTests(SharedServer shared)
{
    private const string Path = "/api/v1/employees/me/preferences";

    [Fact]
    public async Task What_is_named_changes_and_all_else_stays()
    {
        var (_, me) = await shared.EmployAsync("agent");
        var before = (await me.GetAsync(Path)).Is(HttpStatusCode.OK);
        Assert.Equal(
            """{"firstSendDone":false,"theme":"system","density":"comfortable","language":"auto","timeZone":"auto","browserTimeZone":null,"sound":true,"browserNotices":false,"quietFrom":null,"quietTo":null,"keysOff":false,"keys":{},"signOff":"","shortSignOff":"","signOffs":{},"nameShown":"first"}""",
            before.Text);
        (await me.PatchAsync(Path, new { language = "de", timeZone = "Europe/Vienna", browserTimeZone = "Asia/Tokyo", sound = false, quietFrom = "22:00", quietTo = "06:30" })).Is(HttpStatusCode.OK);
        (await me.PatchAsync(Path, new { browserNotices = true, keysOff = true, keys = new Dictionary<string, string> { ["claim"] = "Shift+c", ["snooze"] = "y" }, signOff = "Kind regards\nAna" })).Is(HttpStatusCode.OK);
        (await me.PutAsync(Path, new { firstSendDone = true, theme = "dark", density = "compact" })).Is(HttpStatusCode.OK);

        var all = """{"firstSendDone":true,"theme":"dark","density":"compact","language":"de","timeZone":"Europe/Vienna","browserTimeZone":"Asia/Tokyo","sound":false,"browserNotices":true,"quietFrom":"22:00","quietTo":"06:30","keysOff":true,"keys":{"claim":"Shift+c","snooze":"y"},"signOff":"Kind regards\nAna","shortSignOff":"","signOffs":{},"nameShown":"first"}""";
        Assert.Equal(all, (await me.GetAsync(Path)).Text);
        Assert.Equal(all, (await me.GetAsync("/api/v1/employees/me")).Json.GetProperty("preferences").GetRawText());
        var cleared = (await me.PatchAsync(Path, """{"quietFrom":null,"quietTo":null,"keys":{},"signOff":"","shortSignOff":"","signOffs":{},"nameShown":"first"}""")).Is(HttpStatusCode.OK);
        Assert.Equal("", cleared["quietFrom"]);
        Assert.Equal("{}", cleared["keys"]);
    }

    [Theory]
    [InlineData("""{"language":"fr"}""", 400, "invalid-body")]
    [InlineData("""{"Language":"de"}""", 400, "invalid-body")]
    [InlineData("""{"sound":"yes"}""", 400, "invalid-body")]
    [InlineData("""{"keys":{"a":1}}""", 400, "invalid-body")]
    [InlineData("""{"keys":{"a":"x","a":"y"}}""", 400, "invalid-body")]
    [InlineData("""{"keys":["a"]}""", 400, "invalid-body")]
    [InlineData("""{"keys":{"a":{"b":"c"}}}""", 400, "invalid-body")]
    [InlineData("""{"keys":{"":"c"}}""", 422, "out-of-range")]
    [InlineData("""{"keys":{"a":" "}}""", 422, "out-of-range")]
    [InlineData("""{"timeZone":"Europe/Nowhere"}""", 422, "out-of-range")]
    [InlineData("""{"timeZone":"../../etc/passwd"}""", 422, "out-of-range")]
    [InlineData("""{"timeZone":""}""", 422, "out-of-range")]
    [InlineData("""{"browserTimeZone":"auto"}""", 422, "out-of-range")]
    [InlineData("""{"browserTimeZone":null}""", 400, "invalid-body")]
    [InlineData("""{"quietFrom":"22:00"}""", 422, "out-of-range")]
    [InlineData("""{"quietFrom":"22:00","quietTo":null}""", 422, "out-of-range")]
    [InlineData("""{"quietFrom":"22:00","quietTo":"22:00"}""", 422, "out-of-range")]
    [InlineData("""{"quietFrom":"24:00","quietTo":"06:00"}""", 422, "out-of-range")]
    [InlineData("""{"quietFrom":"6:00","quietTo":"07:00"}""", 422, "out-of-range")]
    public async Task What_is_not_exactly_as_described_is_refused(string body, int status, string slug) =>
        (await shared.Admin.PatchAsync(Path, body)).Is((HttpStatusCode)status, slug);

    [Fact]
    public async Task Keys_and_sign_off_have_bounds()
    {
        var (_, me) = await shared.EmployAsync("operator");
        (await me.PatchAsync(Path, new { keys = Enumerable.Range(0, 100).ToDictionary(i => $"a{i}", _ => "x") })).Is(HttpStatusCode.OK);
        (await me.PatchAsync(Path, new { keys = Enumerable.Range(0, 101).ToDictionary(i => $"a{i}", _ => "x") })).Is(HttpStatusCode.UnprocessableEntity, "out-of-range");
        (await me.PatchAsync(Path, new { signOff = string.Concat(Enumerable.Repeat("\U0001F600", 200)) })).Is(HttpStatusCode.OK);
        (await me.PatchAsync(Path, new { signOff = new string('x', 201) })).Is(HttpStatusCode.UnprocessableEntity, "text-too-long");
    }
}
