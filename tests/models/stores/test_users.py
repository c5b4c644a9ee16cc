def test_the_first_user_becomes_a_superuser_once(users):
    user = users.ensure_superuser("ann")

    assert user.is_superuser
    assert users.ensure_superuser("ann") == user
    assert users.by_name("ann") == user
    assert users.all() == [user]
    assert users.by_name("bob") is None


def test_a_plain_user_is_raised(users, desk):
    with desk.writing() as connection:
        connection.exec_driver_sql(
            "INSERT INTO user VALUES ('a', 'bob', 0, '2024-05-01 12:00:00.000000')"
        )

    assert users.ensure_superuser("bob").is_superuser
