namespace Conversations.Contracts.Access;

/// <summary>What a person is here for. Roles do not include one another; the table says what each may do.</summary>
public enum Role
{
    /// <summary>Answers customers.</summary>
    Agent,

    /// <summary>Answers, and steers others' work.</summary>
    Lead,

    /// <summary>Sets the company up: channels, queues, people, keys.</summary>
    Admin,

    /// <summary>Runs the platform; reads no texts.</summary>
    Operator,

    /// <summary>Reads the audit; changes nothing.</summary>
    Auditor,

    /// <summary>Works elsewhere in the company, and helps on the open floor as far as her grade there goes.</summary>
    Colleague,
}

/// <summary>Roles by the names they have outside.</summary>
public static class RoleNames
{
    public static string Of(Role role) => role switch
    {
        Role.Agent => "agent",
        Role.Lead => "lead",
        Role.Admin => "admin",
        Role.Operator => "operator",
        Role.Auditor => "auditor",
        Role.Colleague => "colleague",
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, null),
    };

    public static Role? Parse(string name) => name switch
    {
        "agent" => Role.Agent,
        "lead" => Role.Lead,
        "admin" => Role.Admin,
        "operator" => Role.Operator,
        "auditor" => Role.Auditor,
        "colleague" => Role.Colleague,
        _ => null,
    };
}
