using Conversations.Contracts;
using Conversations.Contracts.Access;
using Conversations.Contracts.Settings;
using Conversations.Web.Access;
using Conversations.Web.Errors;
using Conversations.Web.Input;
using Conversations.Web.Json;
using Conversations.Web.OpenApi;
using Orleans;

namespace Conversations.Web.Api;

/// <summary>How the dashboard looks, sounds and is typed on for oneself, on every device.</summary>
public sealed class PreferencesApi(IGrainFactory grains, Standings standings)
{
    private const string Path = "/api/v1/employees/me/preferences";
    private const int ActionCharsMax = 64;
    private const int KeyCharsMax = 30;

    private static readonly BodyShape Whole = new("PreferencesPut", Members(isWhole: true));
    private static readonly BodyShape Patch = new("PreferencesPatch", Members(isWhole: false));

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapApi("GET", Path, Permission.Self, ReadAsync, new ApiDescription("One's own settings.") { Answers = [new(200, "Preferences")] });
        routes.MapApi("PUT", Path, Permission.Self, context => ChangeAsync(context, Whole), new ApiDescription("Sets one's own settings; what the body does not name stays.")
        {
            Body = Whole,
            Answers = [new(200, "Preferences")],
        });
        routes.MapApi("PATCH", Path, Permission.Self, context => ChangeAsync(context, Patch), new ApiDescription("Changes what the body names; quietFrom and quietTo come together, null takes them away.")
        {
            Body = Patch,
            Answers = [new(200, "Preferences")],
        });
    }

    private static BodyMember[] Members(bool isWhole)
    {
        BodyMember[] looks = [new FlagMember("firstSendDone"), new ChoiceMember("theme", "system", "light", "dark"), new ChoiceMember("density", "comfortable", "compact")];
        return
        [
            .. isWhole ? looks : looks.Select(static member => member.Optional()),
            new ChoiceMember("language", "auto", "en", "de").Optional(),
            FormMember.TimeZoneOrAuto("timeZone").Optional(),
            FormMember.TimeZone("browserTimeZone").Optional(),
            new FlagMember("sound").Optional(),
            new FlagMember("browserNotices").Optional(),
            FormMember.Clock("quietFrom").OrNull().Optional(),
            FormMember.Clock("quietTo").OrNull().Optional(),
            new FlagMember("keysOff").Optional(),
            new MapMember("keys", Limits.OwnKeysMax, ActionCharsMax, KeyCharsMax).Optional(),
            new FreeTextMember("signOff", Limits.SignOffCodePointsMax).Optional(),
            new FreeTextMember("shortSignOff", Limits.ShortSignOffCodePointsMax).Optional(),
            new MapMember("signOffs", Limits.OwnSignOffsMax, Limits.IdCharsMax, Limits.SignOffCodePointsMax).Optional(),
            new ChoiceMember("nameShown", "first", "full").Optional(),
        ];
    }

    private async Task ReadAsync(HttpContext context) => await WriteAsync(context, await GrainOf(context).Get());

    private async Task ChangeAsync(HttpContext context, BodyShape shape)
    {
        var body = await shape.ReadAsync(context);
        var (from, to) = (body.TextOrNull("quietFrom"), body.TextOrNull("quietTo"));
        if (body.Has("quietFrom") != body.Has("quietTo") || from is null != to is null || (from is not null && from == to))
        {
            throw new ProblemException(Problem.Of(Problems.OutOfRange, "quietTo", "comes with quietFrom: both null, or two different times"));
        }

        var changed = await GrainOf(context).ChangePreferences(new PreferencesPatch
        {
            FirstSendDone = body.Flag("firstSendDone"),
            Theme = body.TextOrNull("theme"),
            Density = body.TextOrNull("density"),
            Language = body.TextOrNull("language"),
            TimeZone = body.TextOrNull("timeZone"),
            BrowserTimeZone = body.TextOrNull("browserTimeZone"),
            Sound = body.Flag("sound"),
            BrowserNotices = body.Flag("browserNotices"),
            SetsQuiet = body.Has("quietFrom"),
            QuietFrom = from,
            QuietTo = to,
            KeysOff = body.Flag("keysOff"),
            Keys = body.Map("keys"),
            SignOff = body.TextOrNull("signOff"),
            ShortSignOff = body.TextOrNull("shortSignOff"),
            SignOffs = body.Map("signOffs"),
            NameShown = body.TextOrNull("nameShown"),
        });

        // Her next reply goes out as she has just set it.
        standings.Forget(context.Caller().Employee);
        await WriteAsync(context, changed);
    }

    private IEmployeeGrain GrainOf(HttpContext context) => grains.GetGrain<IEmployeeGrain>(context.Caller().Employee.Value);

    private static Task WriteAsync(HttpContext context, EmployeeSettings? employee) => JsonAnswer.WriteAsync(
        context, StatusCodes.Status200OK, (employee ?? throw new ProblemException(Problems.NotFound)).Preferences, EmployeeJson.WritePreferences);
}
