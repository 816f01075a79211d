using Conversations.Grains.Gestures;

namespace Conversations.Grains.Tests.Gestures;

/// <summary>What is malformed or contradicts itself is refused, with the line where it stands.</summary>
public sealed class PolicyReadingTests
{
    [Fact]
    public void A_whole_policy_is_read()
    {
        var (policy, faults) = PolicyReading.Read("""
            {
              "currency": "EUR",
              "kinds": { "refund": { "perAction": 100, "coSignAbove": 50, "perConversation": 100, "perCustomer30Days": 200, "perEmployeeWeek": 300, "perTeamDay": 400 }, "gift": { "perAction": 0 } }
            }
            """);
        Assert.Empty(faults);
        Assert.Equal(("EUR", 100, 400L, (long?)null), (policy!.Currency, policy.Kinds["refund"].PerAction, policy.Kinds["refund"].Of("perTeamDay"), policy.Kinds["gift"].Of("coSignAbove")));
    }

    [Theory]
    [InlineData("{\n\"currency\": \"EUR\"\n}", 3, "/kinds", "is missing")]
    [InlineData("{\n\"currency\": \"euro\",\n\"kinds\": {}\n}", 2, "/currency", "must be three capital letters such as EUR")]
    [InlineData("{ \"currency\": \"EUR\",\n \"kinds\": {\n \"cake\": {} } }", 3, "/kinds/cake", "is no kind of gesture: refund, credit, replacement, upgrade, feeWaived, gift")]
    [InlineData("{ \"currency\": \"EUR\",\n \"kinds\": { \"gift\": {\n \"perAction\": -1 } } }", 3, "/kinds/gift/perAction", "must not be negative")]
    [InlineData("{ \"currency\": \"EUR\",\n \"kinds\": { \"gift\": {\n \"perAction\": 1.5 } } }", 3, "/kinds/gift/perAction", "must be a whole number of minor units, such as 5000 for 50.00")]
    [InlineData("{ \"currency\": \"EUR\",\n \"kinds\": { \"gift\": {\n \"perAction\": 5,\n\"perAction\": 6 } } }", 4, "/kinds/gift/perAction", "is there twice")]
    [InlineData("{ \"currency\": \"EUR\",\n \"kinds\": { \"gift\": { \"perYear\": 5, \"perAction\": 5 } } }", 2, "/kinds/gift/perYear", "is no rule: perAction, coSignAbove, perConversation, perCustomer30Days, perEmployeeWeek, perTeamDay")]
    [InlineData("{ \"currency\": \"EUR\",\n \"kinds\": { \"gift\": { \"perTeamDay\": 5 } } }", 2, "/kinds/gift/perAction", "is missing")]
    [InlineData("{ \"currency\": \"EUR\",\n \"kinds\": {}, \"note\": 1 }", 2, "/note", "is not a member of a policy")]
    [InlineData("{ \"currency\": \"EUR\",\n \"kinds\": [] }", 2, "/kinds", "must be an object")]
    [InlineData("{ \"currency\": \"EUR\",\n \"kinds\": {},\n }", 3, "", "is not JSON from here on")]
    [InlineData("[]", 1, "", "must be an object")]
    [InlineData("", 1, "", "is not JSON from here on")]
    public void What_is_malformed_is_told_by_its_line(string text, int line, string pointer, string reason)
    {
        var (policy, faults) = PolicyReading.Read(text);
        Assert.Null(policy);
        var fault = Assert.Single(faults);
        Assert.Equal((line, pointer, reason), (fault.Line, fault.Pointer, fault.Reason));
    }

    [Theory]
    [InlineData("coSignAbove", "perAction")]
    [InlineData("perAction", "perConversation")]
    [InlineData("perConversation", "perCustomer30Days")]
    [InlineData("perAction", "perCustomer30Days")]
    [InlineData("perAction", "perEmployeeWeek")]
    [InlineData("perAction", "perTeamDay")]
    public void A_cap_above_the_one_that_holds_it_is_a_contradiction(string low, string high)
    {
        var more = low == "perAction" || high == "perAction" ? "" : "\"perAction\": 1,";
        var (policy, faults) = PolicyReading.Read($$"""
            { "currency": "EUR", "kinds": { "gift": { {{more}}
              "{{low}}": 20,
              "{{high}}": 10
            } } }
            """);
        Assert.Null(policy);
        var fault = Assert.Single(faults);
        Assert.Equal((2, $"/kinds/gift/{low}"), (fault.Line, fault.Pointer));
        Assert.StartsWith($"20 is above {high} (10, line 3): ", fault.Reason);
    }
}
